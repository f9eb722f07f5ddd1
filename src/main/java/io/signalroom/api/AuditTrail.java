package io.signalroom.api;

import io.github.bucket4j.Bucket;
import io.signalroom.problem.ProblemHandler;
import io.signalroom.security.ClientAddress;
import io.signalroom.security.Jwt;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changed what or asked for a token, and who was refused for his token, his scope or his haste: one line when
 * the answer is made, at level INFO, with path and address and never a secret. Who was refused before the contract was looked
 * at leaves his method in the place of the operation. What anybody can cause without end must not fill a disk: refusals have a
 * budget, and the line after it was spent says how many were left out. One object an event loop.
 */
final class AuditTrail implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);
    private static final int LINES_A_MINUTE = 300;
    /** A page asks these every second while it shows progress; they change nothing. */
    private static final Set<String> WATCHED = Set.of("getImport", "listImports");

    private static final String NOBODY = "nobody";

    private final ApiContract contract;
    private final ClientAddress addresses;
    private final String tokens;
    private final Bucket budget = Bucket.builder()
            .addLimit(limit -> limit.capacity(LINES_A_MINUTE).refillGreedy(LINES_A_MINUTE, Duration.ofMinutes(1)))
            .build();
    private long leftOut;

    /**
     * A trail.
     *
     * @param addresses tell whom a request is counted for
     * @param tokens the operation that makes tokens
     */
    AuditTrail(ApiContract contract, ClientAddress addresses, String tokens) {
        this.contract = contract;
        this.addresses = addresses;
        this.tokens = tokens;
    }

    @Override
    public void handle(RoutingContext rc) {
        rc.addEndHandler(x -> note(rc));
        rc.next();
    }

    private void note(RoutingContext rc) {
        Operation operation = rc.get(ContractGate.OPERATION);
        boolean refused = REFUSALS.contains(rc.response().getStatusCode());
        if (refused && !budget.tryConsume(1)) {
            leftOut++;
        } else if (refused || acts(operation)) {
            write(rc, operation == null ? rc.request().method().name() : operation.getOperationId());
        }
    }

    /** Whether it changes something even where reading is open, or makes a token. */
    private boolean acts(Operation operation) {
        if (operation == null) {
            return false;
        }
        String id = operation.getOperationId();
        return id.equals(tokens) || contract.needed(id, true).isPresent() && !WATCHED.contains(id);
    }

    private void write(RoutingContext rc, String operation) {
        Jwt.Caller caller = rc.get(BearerToken.CALLER);
        String more = leftOut == 0 ? "" : ", after " + leftOut + " refusals not written down";
        leftOut = 0;
        log.info(
                "{} {} by {} from {}: {}, request {}{}",
                operation,
                rc.request().path(),
                caller == null ? NOBODY : caller.subject(),
                addresses.of(rc.request()),
                rc.response().getStatusCode(),
                rc.<String>get(ProblemHandler.REQUEST_ID),
                more);
    }
}
