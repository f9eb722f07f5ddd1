package io.signalroom.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.contract.Operation;
import java.util.HashMap;
import java.util.Map;

/** Reads the body up to the limit of its operation: 64 KiB, or the bytes its {@code x-body-limit} says. */
final class BodyLimit implements Handler<RoutingContext> {
    private static final long USUAL = 64 * 1024;

    private final Map<Long, BodyHandler> readers = new HashMap<>();

    @Override
    public void handle(RoutingContext rc) {
        Operation operation = rc.get(ContractGate.OPERATION);
        long limit = operation.getOpenAPIModel().getLong("x-body-limit", USUAL);
        readers.computeIfAbsent(limit, bytes -> BodyHandler.create(false).setBodyLimit(bytes))
                .handle(rc);
    }
}
