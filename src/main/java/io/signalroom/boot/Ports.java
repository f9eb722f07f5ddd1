package io.signalroom.boot;

import io.signalroom.config.AppConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/** Whether the ports are free, asked before the databases start: who has to wait for the answer looks for it elsewhere. */
final class Ports {
    /** By words of the system: the JDK has one class for all three, the native transport another. */
    private static final Map<String, String> CURES = Map.of(
            "already in use", "another program has the port. Stop it, or set HTTP_PORT and MANAGEMENT_PORT.",
            "requested address", "it is no address of this machine. Set HTTP_HOST and MANAGEMENT_HOST.",
            "Permission denied", "this user may not have the port. Set HTTP_PORT and MANAGEMENT_PORT to 1024 or more.");

    private Ports() {}

    /** Throws a {@link StartException} if one cannot be had. Whoever takes it after that is found when listening. */
    static void check(AppConfig.Http http) {
        check(http, http.host(), http.port());
        check(http, http.managementHost(), http.managementPort());
    }

    private static void check(AppConfig.Http http, String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            Optional<StartException> refused = refused(http, e);
            if (refused.isPresent()) {
                throw refused.get();
            }
            // no such host: said when listening
        }
    }

    /** In words, if it is that a port could not be had. */
    static Optional<StartException> refused(AppConfig.Http http, Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        return CURES.entrySet().stream()
                .filter(cure -> words.contains(cure.getKey()))
                .filter(cure -> failure instanceof BindException || words.startsWith("bind"))
                .map(cure -> new StartException(
                        "Cannot listen on " + http.host() + ":" + http.port() + " or " + http.managementHost() + ":"
                                + http.managementPort() + ": " + cure.getValue(),
                        failure))
                .findFirst();
    }
}
