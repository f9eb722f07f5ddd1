package io.signalroom.net;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * A web address and what its name stood for when it was checked.
 *
 * @param addresses at least one; only these may be connected to
 */
public record Target(URI uri, List<InetAddress> addresses) {
    public Target {
        addresses = List.copyOf(addresses);
    }

    /**
     * A request to it, by way of one of the checked addresses: the name is not resolved again, it only says who must answer, in the
     * certificate and in the header Host.
     *
     * @param attempt another one takes another address, if there are several
     */
    public RequestOptions request(HttpMethod method, int attempt) {
        Endpoint server = Endpoint.of(uri);
        InetAddress chosen = addresses.get(Math.floorMod(attempt, addresses.size()));
        String path = server.path().isEmpty() ? "/" : server.path();
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(chosen, server.port())))
                .setHost(server.host())
                .setPort(server.port())
                .setSsl(server.tls())
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }
}
