package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket that writes what it likes and reads only its end, with the smallest room for what it does not read. */
final class RawWebSocket implements AutoCloseable {
    private static final int SMALL = 4_096;
    private static final int CLOSE = 8;
    private static final int BROKEN_OFF = 1006;
    private final Socket socket;

    private RawWebSocket(Socket socket) {
        this.socket = socket;
    }

    static RawWebSocket open(int port, String path) throws IOException {
        Socket socket = connect(port);
        ask(socket, path, "", true);
        assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 101");
        return new RawWebSocket(socket);
    }

    /** The status of the answer to a handshake, or to a request that is none. */
    static int handshake(int port, String path, String header, boolean upgrade) throws IOException {
        try (Socket socket = connect(port)) {
            ask(socket, path, header, upgrade);
            return Integer.parseInt(head(socket.getInputStream()).split(" ")[1]);
        }
    }

    /** The head of the answer to a handshake with a header of its own. */
    static String answer(int port, String path, String header) throws IOException {
        try (Socket socket = connect(port)) {
            ask(socket, path, header, true);
            return head(socket.getInputStream());
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void ask(Socket socket, String path, String header, boolean upgrade) throws IOException {
        String wish = upgrade
                ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                : "";
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + wish + header + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    /** A text frame, so many times. */
    void send(String text, int times) throws IOException {
        byte[] frame = frame(0x81, true, text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream all = new ByteArrayOutputStream(frame.length * times);
        for (int i = 0; i < times; i++) {
            all.writeBytes(frame);
        }
        write(all.toByteArray());
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Writes as much as it may for as long as the other side takes it. */
    void flood(byte[] frame, int times, Duration limit) {
        ByteArrayOutputStream second = new ByteArrayOutputStream(frame.length * times);
        for (int i = 0; i < times; i++) {
            second.writeBytes(frame);
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() < end) {
                write(second.toByteArray());
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("the other side took all of it");
    }

    /** Reads to the end of what comes: the code of a close frame, 1006 if there was none. */
    int closeStatus() throws IOException {
        InputStream in = socket.getInputStream();
        try {
            for (int first = in.read(); first >= 0; first = in.read()) {
                byte[] payload = in.readNBytes(length(in));
                if ((first & 0x0f) == CLOSE && payload.length >= 2) {
                    return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open", e);
        } catch (IOException e) {
            return BROKEN_OFF;
        }
        return BROKEN_OFF;
    }

    private static int length(InputStream in) throws IOException {
        int length = in.read();
        return length < 126 ? length : in.read() << 8 | in.read();
    }

    /**
     * A frame.
     *
     * @param first its first byte: flags and kind
     * @param masked with zeros, as a client may; one that is not masked is a server's
     */
    static byte[] frame(int first, boolean masked, byte[] payload) {
        int mask = masked ? 0x80 : 0;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else {
            frame.write(mask | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        if (masked) {
            frame.writeBytes(new byte[4]);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
