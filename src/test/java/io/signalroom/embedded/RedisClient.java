package io.signalroom.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Says one command to Redis and hears the first line of its answer. */
final class RedisClient {
    private RedisClient() {}

    /** Logs in with the password of the URL. */
    static String ask(String url, String command) {
        String password = URI.create(url).getUserInfo().substring(1);
        return exchange(url, "AUTH " + password, command);
    }

    static String askWithoutPassword(String url, String command) {
        return exchange(url, "ECHO -", command);
    }

    private static String exchange(String url, String first, String second) {
        try (Socket socket = new Socket(Ports.loopback(), URI.create(url).getPort())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write((first + "\r\n" + second + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
