package io.signalroom.net;

import java.net.URI;

/**
 * Where a server is.
 *
 * @param path what all its paths begin with, without a slash at its end; may be empty
 */
public record Endpoint(String host, int port, boolean tls, String path) {
    /** Of an {@code http}, {@code https}, {@code ws} or {@code wss} address. */
    public static Endpoint of(URI address) {
        boolean tls = "https".equals(address.getScheme()) || "wss".equals(address.getScheme());
        int usual = tls ? 443 : 80;
        return new Endpoint(
                address.getHost(), address.getPort() >= 0 ? address.getPort() : usual, tls, address.getRawPath());
    }
}
