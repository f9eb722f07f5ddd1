package io.signalroom.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
        if (!text(rc.request().path())) {
            throw new DomainException(Failure.INVALID_REQUEST, "The path is not UTF-8.");
        }
        rc.next();
    }

    /** Whether the escapes are text in UTF-8: else readers would put in another character for what they cannot read. */
    private static boolean text(String path) {
        if (path.indexOf('%') < 0) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.allocate(3 * path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put(path.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
