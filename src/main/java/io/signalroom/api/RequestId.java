package io.signalroom.api;

import io.signalroom.problem.ProblemHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Gives every request an id, the caller's own if it is harmless, and tells it in the answer. */
final class RequestId implements Handler<RoutingContext> {
    private static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public void handle(RoutingContext rc) {
        rc.put(ProblemHandler.REQUEST_ID, give(rc.request()));
        rc.next();
    }

    /** Puts the id into the answer. It tells requests apart and need not be hard to guess. */
    static String give(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        String id = given != null && HARMLESS.matcher(given).matches() ? given : random();
        request.response().putHeader(HEADER, id);
        return id;
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
