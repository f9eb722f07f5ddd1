package io.signalroom.badinputs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes bytes to a server as they are, and reads what comes back until it ends or nothing more comes. */
final class RawHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status of the first answer; 0 if none came
     * @param headers lines of the first answer
     * @param body of the first answer and whatever came behind it
     * @param closed whether the server ended the connection
     * @param millis until the head of the answer was there, or the end without one
     */
    record Answer(int status, List<String> headers, String body, boolean closed, long millis) {
        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    /**
     * Sends parts, one after the other.
     *
     * @param untilClosed whether the end of the connection is awaited, else the end of the first answer
     */
    Answer send(boolean untilClosed, byte[]... parts) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            long began = System.nanoTime();
            try {
                for (byte[] part : parts) {
                    socket.getOutputStream().write(part);
                }
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // it was refused before it was sent
            }
            return read(socket.getInputStream(), untilClosed, began);
        }
    }

    private static Answer read(InputStream in, boolean untilClosed, long began) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long millis = -1;
        boolean closed = false;
        byte[] buffer = new byte[8_192];
        while (!closed && (untilClosed || !whole(all))) {
            int count;
            try {
                count = in.read(buffer);
            } catch (SocketException e) {
                count = -1;
            }
            if (count < 0) {
                closed = true;
            } else {
                all.write(buffer, 0, count);
                millis = millis < 0 ? (System.nanoTime() - began) / 1_000_000 : millis;
            }
        }
        long whole = (System.nanoTime() - began) / 1_000_000;
        return parsed(all.toString(StandardCharsets.ISO_8859_1), closed, millis < 0 ? whole : millis);
    }

    private static boolean whole(ByteArrayOutputStream all) {
        String text = all.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        Answer head = parsed(text, false, 0);
        boolean chunked = head.header("Transfer-Encoding").isPresent();
        int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
        return chunked ? text.endsWith("0\r\n\r\n") : text.length() >= end + 4 + length;
    }

    private static Answer parsed(String text, boolean closed, long millis) {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            return new Answer(0, List.of(), text, closed, millis);
        }
        List<String> lines =
                new ArrayList<>(Stream.of(text.substring(0, end).split("\r\n")).toList());
        int status = Integer.parseInt(lines.remove(0).split(" ")[1]);
        String body = new String(text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Answer(status, lines, body, closed, millis);
    }
}
