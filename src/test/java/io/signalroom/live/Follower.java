package io.signalroom.live;

import io.signalroom.ledger.Position;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of the WebSocket as its rules want it: comes back with its last position whenever it is cut off. */
final class Follower {
    private final Vertx vertx;
    private final WebSocketClient client;
    private final int port;
    private final JsonObject wish;
    final List<JsonObject> events = new CopyOnWriteArrayList<>();
    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private volatile Optional<Position> position;
    private volatile WebSocket socket;
    private volatile boolean done;

    /** @param wish members of {@code subscribe} */
    Follower(Vertx vertx, WebSocketClient client, int port, JsonObject wish, Optional<Position> since) {
        this.vertx = vertx;
        this.client = client;
        this.port = port;
        this.wish = wish;
        this.position = since;
    }

    Future<Void> follow() {
        return client.connect(port, "127.0.0.1", "/ws").compose(opened -> {
            socket = opened;
            opened.textMessageHandler(text -> {
                if (opened == socket) { // what the line before still hands out comes again on this one
                    take(new JsonObject(text));
                }
            });
            opened.closeHandler(x -> comeBack());
            JsonObject subscribe = wish.copy().put("type", "subscribe");
            position.ifPresent(p -> subscribe.put("since", p.toJson()));
            // a line that is closed by now says so to its handler
            return opened.writeTextMessage(subscribe.encode()).otherwiseEmpty();
        });
    }

    private void take(JsonObject frame) {
        frames.add(frame);
        if (frame.containsKey("epoch")) {
            position = Optional.of(new Position(frame.getString("epoch"), frame.getLong("seq")));
        }
        if (frame.containsKey("v")) {
            events.add(frame);
        }
    }

    private void comeBack() {
        socket = null;
        if (!done) {
            vertx.setTimer(5, x -> follow().onFailure(y -> comeBack()));
        }
    }

    Follower say(JsonObject frame) {
        socket.writeTextMessage(frame.encode());
        return this;
    }

    /** Cuts the line, at whatever place it is. */
    void cut() {
        WebSocket now = socket;
        if (now != null) {
            now.close();
        }
    }

    void leave() {
        done = true;
        cut();
    }

    Optional<Position> position() {
        return position;
    }

    List<Long> numbers() {
        return events.stream().map(e -> e.getLong("seq")).toList();
    }

    /** How many of its lines the server has taken. */
    long lines() {
        return frames.stream()
                .filter(f -> "subscribed".equals(f.getString("type")))
                .count();
    }

    Optional<JsonObject> frame(String type) {
        return frames.stream().filter(f -> type.equals(f.getString("type"))).findFirst();
    }
}
