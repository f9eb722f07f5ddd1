package io.signalroom.api;

import io.signalroom.problem.TooManyRequestsException;
import io.signalroom.rate.RateLimiter;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Holds clients to what they may ask, and tells them where they stand: the fields of the IETF's draft, a member each
 * policy, and the three that came before it, which speak of the narrowest.
 */
final class RateGate {
    private static final String WINDOW_SECONDS = "60";

    private static final String REMAINING = "X-RateLimit-Remaining";

    private final RateLimiter limiter;
    private final String what;

    /** @param what is limited, in words for whom it refuses, such as "requests" */
    RateGate(RateLimiter limiter, String what) {
        this.limiter = limiter;
        this.what = what;
    }

    /**
     * Lets a request in, or fails it.
     *
     * @throws TooManyRequestsException if this client has asked too often
     */
    void admit(RoutingContext rc, String client) {
        RateLimiter.Grant grant = limiter.take(client);
        tell(rc.response(), grant);
        if (!grant.granted()) {
            throw new TooManyRequestsException(limiter.perMinute(), what, grant.retrySeconds());
        }
    }

    private void tell(HttpServerResponse response, RateLimiter.Grant grant) {
        String policy = '"' + limiter.name() + '"';
        String limit = String.valueOf(limiter.perMinute());
        String remaining = String.valueOf(grant.remaining());
        String reset = String.valueOf(grant.resetSeconds());
        add(response, "RateLimit-Policy", policy + ";q=" + limit + ";w=" + WINDOW_SECONDS);
        add(response, "RateLimit", policy + ";r=" + remaining + ";t=" + reset);
        String before = response.headers().get(REMAINING);
        if (before == null || grant.remaining() < Long.parseLong(before)) {
            response.putHeader("X-RateLimit-Limit", limit)
                    .putHeader(REMAINING, remaining)
                    .putHeader("X-RateLimit-Reset", reset);
        }
    }

    private static void add(HttpServerResponse response, String name, String member) {
        String before = response.headers().get(name);
        response.putHeader(name, before == null ? member : before + ", " + member);
    }
}
