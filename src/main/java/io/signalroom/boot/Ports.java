package io.signalroom.boot;

import io.signalroom.config.AppConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the ports are free, asked before the databases start: who has to wait for the answer looks for it elsewhere. */
final class Ports {
    private Ports() {}

    /** Throws a {@link StartException} if another program has one. Whoever takes it after that is found when listening. */
    static void check(AppConfig.Http http) {
        check(http, http.host(), http.port());
        check(http, http.managementHost(), http.managementPort());
    }

    private static void check(AppConfig.Http http, String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw taken(http, e);
        } catch (IOException e) {
            // no such host, no right to the port: said when listening
        }
    }

    static StartException taken(AppConfig.Http http, Throwable cause) {
        return new StartException(
                "Cannot listen on " + http.host() + ":" + http.port() + " or " + http.managementHost() + ":"
                        + http.managementPort()
                        + ": another program has the port. Stop it, or set HTTP_PORT and MANAGEMENT_PORT.",
                cause);
    }
}
