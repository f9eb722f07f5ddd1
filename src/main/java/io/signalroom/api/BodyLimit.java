package io.signalroom.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.contract.Operation;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the body up to the limit of its operation: 64 KiB, or the bytes its {@code x-body-limit} says. One of {@code
 * x-body-streamed} is left to the operation, which reads it as it comes; what it leaves is thrown away after the answer.
 */
final class BodyLimit implements Handler<RoutingContext> {
    private static final long USUAL = 64 * 1024;

    private final Map<Long, BodyHandler> readers = new HashMap<>();

    @Override
    public void handle(RoutingContext rc) {
        Operation operation = rc.get(ContractGate.OPERATION);
        if (streamed(operation)) {
            rc.request().pause();
            rc.addEndHandler(x -> rc.request().resume());
            rc.next();
            return;
        }
        long limit = operation.getOpenAPIModel().getLong("x-body-limit", USUAL);
        readers.computeIfAbsent(limit, bytes -> BodyHandler.create(false).setBodyLimit(bytes))
                .handle(rc);
    }

    /** Whether the operation reads its body itself. */
    static boolean streamed(Operation operation) {
        return operation.getOpenAPIModel().getBoolean("x-body-streamed", false);
    }
}
