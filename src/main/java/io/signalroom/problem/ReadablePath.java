package io.signalroom.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Refuses a request whose target cannot be told: a path with a broken escape, which the router throws on as soon as it
 * compares it, or more than one Host (RFC 9112, 3.2). Mount it before any route that has a path.
 */
public final class ReadablePath implements Handler<RoutingContext> {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @Override
    public void handle(RoutingContext rc) {
        if (rc.request().headers().getAll(HttpHeaders.HOST).size() > 1) {
            rc.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            rc.addEndHandler(x -> rc.request().connection().close());
            throw new DomainException(Failure.INVALID_REQUEST, "Send one Host header.");
        }
        if (BROKEN_ESCAPE.matcher(rc.request().path()).find()) {
            throw new DomainException(
                    Failure.INVALID_REQUEST, "The path has a % that two hexadecimal digits do not follow.");
        }
        rc.next();
    }
}
