package io.signalroom.api;

import io.signalroom.problem.ProblemHandler;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives every request an id, the caller's own if it is harmless, and tells it in the answer. */
final class RequestId implements Handler<RoutingContext> {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public void handle(RoutingContext rc) {
        String given = rc.request().getHeader(HEADER);
        String id = given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        rc.put(ProblemHandler.REQUEST_ID, id);
        rc.response().putHeader(HEADER, id);
        rc.next();
    }
}
