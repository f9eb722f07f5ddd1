package io.signalroom.market.feed.binance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Binance's combined streams: SUBSCRIBE and UNSUBSCRIBE with answers, 1,024 streams a connection, and the connection is
 * closed on more than five messages in a second, pongs among them.
 */
final class FakeStreams {
    /** Every message that came, over all connections. */
    final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    /** Connections that came so far. */
    final AtomicInteger connections = new AtomicInteger();
    /** Pongs that came. */
    final AtomicInteger pongs = new AtomicInteger();
    /** Connections that were closed because of too many messages. */
    final AtomicInteger tooFast = new AtomicInteger();
    /** Handshakes are never answered. */
    volatile boolean hanging;
    /** Handshakes are refused. */
    volatile boolean rejecting;
    /** Messages are never answered. */
    volatile boolean mute;
    /** Messages are answered with an error. */
    volatile boolean refusing;

    private final Vertx vertx;
    private final Map<ServerWebSocket, Set<String>> subscribed = new ConcurrentHashMap<>();

    FakeStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    void handshake(ServerWebSocketHandshake handshake) {
        if (hanging) {
            connections.incrementAndGet();
        } else if (rejecting) {
            connections.incrementAndGet();
            handshake.reject(403);
        } else if (handshake.path().equals("/stream")) {
            handshake.accept();
        } else {
            handshake.reject(404);
        }
    }

    /** Takes a connection; {@code gone} runs when it is closed, for which the server has no word of its own. */
    void open(ServerWebSocket socket, Runnable gone) {
        connections.incrementAndGet();
        subscribed.put(socket, ConcurrentHashMap.newKeySet());
        Deque<Long> times = new ArrayDeque<>();
        socket.closeHandler(x -> {
            subscribed.remove(socket);
            gone.run();
        });
        socket.pongHandler(x -> {
            pongs.incrementAndGet();
            limit(socket, times);
        });
        socket.textMessageHandler(text -> {
            limit(socket, times);
            message(socket, new JsonObject(text));
        });
    }

    /** What the open connections are subscribed to. */
    List<Set<String>> subscriptions() {
        return subscribed.values().stream().map(Set::copyOf).toList();
    }

    /** Sends a kline to whoever is subscribed to it. */
    void send(String symbol, long opens, boolean closed) {
        JsonObject message = FakeKlines.message(symbol, opens, closed);
        subscribed.forEach((socket, streams) -> {
            if (streams.contains(message.getString("stream"))) {
                write(socket, message.encode());
            }
        });
    }

    /** Sends any text to all, subscribed or not. */
    void say(String text) {
        subscribed.keySet().forEach(socket -> write(socket, text));
    }

    void ping() {
        subscribed
                .keySet()
                .forEach(socket ->
                        socket.writePing(Buffer.buffer("1764155000000")).onFailure(f -> {}));
    }

    /** Closes all connections as after 24 hours. */
    void closeAll() {
        subscribed
                .keySet()
                .forEach(socket -> socket.close((short) 1008, "disconnected").onFailure(f -> {}));
    }

    private static void write(ServerWebSocket socket, String text) {
        Future<Void> written = socket.writeTextMessage(text);
        written.onFailure(f -> {});
    }

    private void limit(ServerWebSocket socket, Deque<Long> times) {
        long now = System.nanoTime();
        times.add(now);
        while (now - times.peek() > 1_000_000_000L) {
            times.poll();
        }
        if (times.size() > 5) {
            tooFast.incrementAndGet();
            socket.close((short) 1008, "Too many requests").onFailure(f -> {});
        }
    }

    private void message(ServerWebSocket socket, JsonObject message) {
        messages.add(message);
        if (mute) {
            return;
        }
        Set<String> streams = subscribed.getOrDefault(socket, Set.of());
        List<String> named = message.getJsonArray("params", new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
        if ("SUBSCRIBE".equals(message.getString("method"))) {
            streams.addAll(named);
        } else if ("UNSUBSCRIBE".equals(message.getString("method"))) {
            named.forEach(streams::remove);
        }
        JsonObject answer = new JsonObject();
        if (refusing || streams.size() > 1_024 || !(message.getValue("id") instanceof Integer)) {
            answer.put("error", new JsonObject().put("code", 2).put("msg", "Invalid request"));
        } else {
            answer.putNull("result");
        }
        answer.put("id", message.getValue("id"));
        vertx.setTimer(5, x -> write(socket, answer.encode()));
    }
}
