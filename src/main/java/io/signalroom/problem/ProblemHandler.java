package io.signalroom.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The one place that answers a failed HTTP request, and the one that logs it: what the caller did wrong at debug, what
 * is away at warn, what is broken at error with its stack. The request's id finds the line.
 */
public final class ProblemHandler implements Handler<RoutingContext> {
    /** Key of the request's id in the routing context. */
    public static final String REQUEST_ID = "requestId";

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final List<Integer> STATUSES =
            List.of(400, 401, 403, 404, 405, 406, 408, 412, 413, 414, 415, 422, 426, 428, 429, 431, 500, 503);
    private static final String RETRY_SECONDS = "1";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private ProblemHandler() {}

    /** Registers it for every failure of this router and of routers mounted in it; call it before routes are added. */
    public static void mount(Router root) {
        ProblemHandler handler = new ProblemHandler();
        root.route().failureHandler(handler);
        STATUSES.forEach(status -> root.errorHandler(status, handler));
    }

    @Override
    public void handle(RoutingContext rc) {
        Problem problem = Problem.of(rc.statusCode(), rc.failure());
        String requestId = rc.get(REQUEST_ID, UUID.randomUUID().toString());
        note(rc, problem, requestId);
        HttpServerResponse response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem.failure() == Failure.INTERNAL) {
            problem = new Problem(Failure.INTERNAL, "It is in the log under incident " + requestId + ".");
        }
        headers(response, problem.failure());
        if (rc.failure() instanceof TooManyRequestsException tooMany) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tooMany.retrySeconds()));
        }
        response.setStatusCode(problem.failure().status())
                .end(problem.toJson(rc.request().path(), requestId).toBuffer());
    }

    private static void headers(HttpServerResponse response, Failure failure) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.headers().remove(HttpHeaders.ETAG);
        switch (failure) {
            case UNAVAILABLE, TOO_MANY_REQUESTS -> response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case UNAUTHORIZED -> {
                if (!response.headers().contains(WWW_AUTHENTICATE)) {
                    response.putHeader(WWW_AUTHENTICATE, "Bearer realm=\"signalroom\"");
                }
            }
            case UPGRADE_REQUIRED -> response.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
            default -> {}
        }
    }

    private static void note(RoutingContext rc, Problem problem, String requestId) {
        String method = rc.request().method().name();
        String path = rc.request().path();
        if (rc.failure() instanceof HttpClosedException && rc.response().closed()) {
            about(Level.DEBUG, requestId).log("{} {} was left by its client, request {}", method, path, requestId);
            return;
        }
        switch (problem.failure()) {
            case INTERNAL ->
                about(Level.ERROR, requestId)
                        .setCause(rc.failure())
                        .log("{} {} broke, incident {}", method, path, requestId);
            case UNAVAILABLE ->
                about(Level.WARN, requestId)
                        .log("{} {} unavailable, request {}: {}", method, path, requestId, cause(rc));
            default ->
                about(Level.DEBUG, requestId)
                        .log("{} {} refused {}, request {}: {}", method, path, problem.failure(), requestId, cause(rc));
        }
    }

    /** A line that has the request's id as a field too, where lines are JSON. */
    private static LoggingEventBuilder about(Level level, String requestId) {
        return log.atLevel(level).addKeyValue(REQUEST_ID, requestId);
    }

    private static String cause(RoutingContext rc) {
        return String.valueOf(rc.failure());
    }
}
