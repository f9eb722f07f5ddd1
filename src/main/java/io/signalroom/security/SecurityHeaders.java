package io.signalroom.security;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Headers on every answer, the strictest by default: an answer of the API is data, and no page. A browser that is led to one
 * shows it in a sandbox, without scripts and without our origin. Pages replace the policy with their own.
 */
public final class SecurityHeaders implements Handler<RoutingContext> {
    private static final CharSequence POLICY = HttpHeaders.createOptimized(
            "default-src 'none'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'; sandbox");
    private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence PERMISSIONS = HttpHeaders.createOptimized("Permissions-Policy");
    private static final CharSequence NO_PERMISSIONS =
            HttpHeaders.createOptimized("camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    @Override
    public void handle(RoutingContext rc) {
        write(rc.response().headers());
        rc.next();
    }

    /** Adds them to the headers of an answer. */
    public static void write(MultiMap headers) {
        headers.set(CSP, POLICY)
                .set(TYPE_OPTIONS, NOSNIFF)
                .set(FRAME_OPTIONS, DENY)
                .set(REFERRER, NO_REFERRER)
                .set(PERMISSIONS, NO_PERMISSIONS);
    }
}
