package io.signalroom.live;

import io.netty.buffer.ByteBufUtil;
import io.signalroom.ledger.Position;
import io.signalroom.live.feed.Feed;
import io.signalroom.live.feed.FeedEvent;
import io.signalroom.live.feed.FeedReader;
import io.signalroom.live.feed.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * One client of {@code /live/ws}: who it is, what it subscribes to, and what is said to it. An event that several of its
 * subscriptions want comes once. Belongs to the event loop of its server.
 */
final class FeedSocket implements Listener, SocketFrames.Out {
    private static final int MOST_SUBSCRIPTIONS = 128;
    /** Of all its filters: each event is held against them, and they are kept. */
    private static final int MOST_VALUES = 1_000;

    private static final long AUTH_WITHIN_MILLIS = 5_000;
    private static final long SUBSCRIBE_WITHIN_MILLIS = 10_000;

    private static final long LEAVE_WITHIN_MILLIS = 2_000;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Runnable cutOff;
    private final Feed feed;
    private final LiveDoor door;
    private final Seat seat;
    private final Outbox outbox;
    private final Rechecks rechecks;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private int values;
    private FeedEvent last;
    private boolean closing;

    /** @param cutOff closes the connection at once, whatever waits to be written to it */
    FeedSocket(Vertx vertx, ServerWebSocket socket, Runnable cutOff, Feed feed, LiveDoor door, Rechecks rechecks) {
        this.vertx = vertx;
        this.socket = socket;
        this.cutOff = cutOff;
        this.feed = feed;
        this.door = door;
        this.rechecks = rechecks;
        this.seat = door.seat();
        this.outbox = new Outbox(door.meters(), () -> close(4408, "too slow, come back with since"));
    }

    /**
     * Begins to listen to the client.
     *
     * @param bearer the token it shook hands with, empty if it sent none
     */
    void open(String bearer) {
        SocketFrames frames = new SocketFrames(this);
        socket.frameHandler(frame -> {
            if (!closing) {
                frames.take(frame);
            }
        });
        socket.exceptionHandler(broken -> refuse(1002, "no frame that can be read"));
        vertx.setTimer(AUTH_WITHIN_MILLIS, x -> {
            if (!seat.taken()) {
                refuse(4401, "no token came");
            }
        });
        vertx.setTimer(SUBSCRIBE_WITHIN_MILLIS, x -> {
            if (subscriptions.isEmpty()) {
                refuse(4408, "no subscription came");
            }
        });
        ask(bearer, bearer.isEmpty());
    }

    /** Nothing is heard from the client until it is known who it is. */
    private void ask(String bearer, boolean mayBeNobody) {
        socket.pause();
        door.gatekeeper().reader(bearer).onComplete(reader -> {
            if (closing) {
                return;
            }
            socket.resume();
            if (reader.succeeded() && !seat.take(bearer, reader.result())) {
                refuse(4429, "too many sockets");
            } else if (reader.succeeded()) {
                rechecks.begin();
                if (!bearer.isEmpty()) {
                    say(new JsonObject().put("type", "authenticated"));
                }
            } else if (!mayBeNobody) {
                refuse(4401, "the token is not good");
            }
        });
    }

    @Override
    public void message(String text) {
        try {
            SocketCommand command = SocketCommand.of(text);
            if (command instanceof SocketCommand.Auth auth) {
                ask(auth.token(), false);
            } else if (!seat.taken()) {
                say(SocketCommand.error(
                        "unauthorized", "", "Send a token first: {\"type\":\"auth\",\"token\":\"...\"}."));
            } else if (command instanceof SocketCommand.Subscribe wish) {
                subscribe(wish);
            } else if (command instanceof SocketCommand.Unsubscribe wish) {
                unsubscribe(wish.id());
            } else {
                say(new JsonObject().put("type", "pong"));
            }
        } catch (SocketCommand.Unusable e) {
            say(e.frame());
        }
    }

    private void subscribe(SocketCommand.Subscribe wish) {
        if (!subscriptions.containsKey(wish.id()) && subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            say(SocketCommand.error(
                    "limit", wish.id(), "A socket has " + MOST_SUBSCRIPTIONS + " subscriptions at most."));
            return;
        }
        if (values - size(wish.id()) + wish.filter().size() > MOST_VALUES) {
            say(SocketCommand.error(
                    "limit", wish.id(), "All filters of a socket have " + MOST_VALUES + " values at most."));
            return;
        }
        end(wish.id());
        values += wish.filter().size();
        Subscription subscription = new Subscription(wish.filter(), new ReaderOf(wish.id()));
        subscriptions.put(wish.id(), subscription);
        feed.open(subscription, wish.since());
    }

    private void unsubscribe(String id) {
        if (end(id)) {
            say(named(new JsonObject().put("type", "unsubscribed"), id));
        } else {
            say(SocketCommand.error("unknown-subscription", id, "There is no such subscription."));
        }
    }

    private int size(String id) {
        Subscription before = subscriptions.get(id);
        return before == null ? 0 : before.filter().size();
    }

    private boolean end(String id) {
        Subscription before = subscriptions.remove(id);
        if (before != null) {
            values -= before.filter().size();
            feed.cancel(before);
        }
        return before != null;
    }

    private static JsonObject named(JsonObject frame, String id) {
        return id.isEmpty() ? frame : frame.put("id", id);
    }

    /** What is read for one subscription. */
    private final class ReaderOf implements FeedReader {
        private final String id;

        ReaderOf(String id) {
            this.id = id;
        }

        @Override
        public void begins(Position at, Recovery recovery) {
            JsonObject frame = named(new JsonObject().put("type", "subscribed"), id)
                    .put("epoch", at.epoch())
                    .put("seq", at.seq());
            say(recovery == Recovery.NOT_ASKED ? frame : frame.put("recovered", recovery == Recovery.WHOLE));
        }

        @Override
        public void take(FeedEvent event) {
            if (event != last) {
                last = event;
                write(event.text(), event.textBytes());
            }
        }

        @Override
        public Future<Void> room() {
            return outbox.room();
        }

        @Override
        public void notThereYet(Position head) {
            end(id);
            say(SocketCommand.error("bad-position", id, "There is no such event yet; read the list.")
                    .put("recovered", false)
                    .put("epoch", head.epoch())
                    .put("seq", head.seq()));
        }

        @Override
        public void broken(Throwable why) {
            end(id);
            say(SocketCommand.error("unavailable", id, "The log cannot be read. Subscribe again in a moment."));
        }
    }

    /** Tells how far the feed is, if just that was given to it. */
    void beat(Position at, String frame) {
        if (!subscriptions.isEmpty() && subscriptions.values().stream().allMatch(s -> s.standsAt(at))) {
            write(frame, frame.length());
        }
    }

    private void say(JsonObject frame) {
        String text = frame.encode();
        write(text, ByteBufUtil.utf8Bytes(text));
    }

    private void write(String text, int bytes) {
        if (!closing) {
            outbox.write(bytes, () -> socket.writeTextMessage(text));
        }
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public void refuse() {
        refuse(4401, "may not read any more");
    }

    @Override
    public void refuse(int code, String reason) {
        if (!closing) {
            door.meters().refused();
            close(code, reason);
        }
    }

    /** Says good-bye, which is not heard where nothing is read, and not answered where nobody is. */
    void close(int code, String reason) {
        closing = true;
        forget();
        socket.close((short) code, reason);
        socket.pause(); // a flood is not read to its end
        vertx.setTimer(LEAVE_WITHIN_MILLIS, x -> cutOff.run());
    }

    /** Lets go of what it holds. */
    void closed() {
        closing = true;
        forget();
    }

    private void forget() {
        outbox.close();
        subscriptions.values().forEach(feed::cancel);
        subscriptions.clear();
        seat.give();
    }
}
