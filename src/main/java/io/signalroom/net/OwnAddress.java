package io.signalroom.net;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/** Where a visitor sees us. */
public final class OwnAddress {
    private OwnAddress() {}

    /**
     * Scheme and authority as the request names them, behind a proxy too. Say it to nobody but who asked: his headers are
     * believed.
     *
     * @return without a slash at the end; empty if the request names none
     */
    public static String of(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        boolean secure = request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        return authority == null ? "" : (secure ? "https://" : "http://") + authority;
    }
}
