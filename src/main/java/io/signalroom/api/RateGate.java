package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.RateLimiter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;

/**
 * Holds clients to what they may ask of one operation, before a body is read, and tells them where they stand: the
 * fields of the IETF's draft and the three that came before it. A client is the address that connects.
 */
final class RateGate implements Handler<RoutingContext> {
    private static final String WINDOW_SECONDS = "60";

    private final RateLimiter limiter;
    private final String operationId;

    RateGate(RateLimiter limiter, String operationId) {
        this.limiter = limiter;
        this.operationId = operationId;
    }

    @Override
    public void handle(RoutingContext rc) {
        Operation operation = rc.get(ContractGate.OPERATION);
        if (!operation.getOperationId().equals(operationId)) {
            rc.next();
            return;
        }
        RateLimiter.Grant grant = limiter.take(rc.request().remoteAddress().hostAddress());
        tell(rc.response(), grant);
        if (!grant.granted()) {
            rc.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(grant.retrySeconds()));
            throw new DomainException(
                    Failure.TOO_MANY_REQUESTS,
                    "At most " + limiter.perMinute() + " a minute. Try again in " + grant.retrySeconds() + " s.");
        }
        rc.next();
    }

    private void tell(HttpServerResponse response, RateLimiter.Grant grant) {
        String policy = '"' + limiter.name() + '"';
        String limit = String.valueOf(limiter.perMinute());
        String remaining = String.valueOf(grant.remaining());
        String reset = String.valueOf(grant.resetSeconds());
        response.putHeader("RateLimit-Policy", policy + ";q=" + limit + ";w=" + WINDOW_SECONDS)
                .putHeader("RateLimit", policy + ";r=" + remaining + ";t=" + reset)
                .putHeader("X-RateLimit-Limit", limit)
                .putHeader("X-RateLimit-Remaining", remaining)
                .putHeader("X-RateLimit-Reset", reset);
    }
}
