package io.signalroom.api;

import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * Lets a change through only if its caller has seen what he changes (RFC 9110, section 13.1.1; RFC 6585, section 3). Tags are
 * compared weakly: ours are weak, because one tag stands for the compressed and the plain form.
 */
final class IfMatch {
    private static final String HEADER = "If-Match";
    private static final String ANY = "*";

    private IfMatch() {}

    /**
     * Fails unless the caller names the present form, or says that any will do.
     *
     * @param present reads it, in the transaction of the change
     */
    static Future<Void> check(Call call, Supplier<Future<JsonObject>> present) {
        String given = call.text(HEADER).orElse("");
        if (given.isBlank()) {
            throw new DomainException(
                    Failure.PRECONDITION_REQUIRED, "Send the ETag of what you have read in If-Match, or * for any.");
        }
        if (given.strip().equals(ANY)) {
            return Future.succeededFuture();
        }
        return present.get().map(json -> {
            if (!Answer.known(given, ReadyBytes.tag(json.toBuffer()))) {
                throw new DomainException(
                        Failure.PRECONDITION_FAILED, "It has changed since you read it. Read it again.");
            }
            return null;
        });
    }
}
