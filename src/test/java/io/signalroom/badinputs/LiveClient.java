package io.signalroom.badinputs;

import io.signalroom.testing.Room;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One socket to the live line: what comes over it, and how it ends. */
final class LiveClient {
    static final String PATH = "/eventbus/websocket";

    private final WebSocket socket;
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private LiveClient(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
        socket.binaryMessageHandler(bytes -> frames.add(bytes.toJsonObject()));
        socket.closeHandler(
                x -> closed.complete(socket.closeStatusCode() == null ? 1006 : (int) socket.closeStatusCode()));
    }

    /** The client must be kept as long as its sockets: it ends them when it is forgotten. */
    static LiveClient open(WebSocketClient client, int port) {
        return open(client, port, PATH);
    }

    static LiveClient open(WebSocketClient client, int port, String path) {
        WebSocketConnectOptions options =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path);
        return new LiveClient(Room.await(client.webSocket().connect(options)));
    }

    LiveClient send(String frame) {
        socket.writeTextMessage(frame).onFailure(x -> {});
        return this;
    }

    LiveClient sendBytes(Buffer frame) {
        socket.writeBinaryMessage(frame).onFailure(x -> {});
        return this;
    }

    /** One message in so many parts. */
    LiveClient sendFragments(String part, int parts) {
        socket.writeFrame(WebSocketFrame.textFrame(part, false)).onFailure(x -> {});
        for (int i = 1; i < parts; i++) {
            socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(part), i == parts - 1))
                    .onFailure(x -> {});
        }
        return this;
    }

    boolean heardNothingMore() {
        return frames.isEmpty();
    }

    /** Registers with a token. */
    LiveClient register(String address, String token) {
        return send(new JsonObject()
                .put("type", "register")
                .put("address", address)
                .put("headers", new JsonObject().put("authorization", "Bearer " + token))
                .encode());
    }

    /** The next frame, whatever it is. */
    JsonObject next(Duration limit) {
        try {
            JsonObject frame = frames.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError("nothing came within " + limit + (closed.isDone() ? ", it is closed" : ""));
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Waits for its end and gives the status of that; 1006 if the connection broke off. */
    int closeStatus(Duration limit) {
        try {
            return closed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still open after " + limit, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        Room.await(socket.close());
    }
}
