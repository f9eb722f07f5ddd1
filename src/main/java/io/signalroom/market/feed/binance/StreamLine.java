package io.signalroom.market.feed.binance;

import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One open connection to the streams. It is over at the first doubt: closed by either side, silent, a message that is not
 * answered or refused. Binance takes five messages a second, pongs among them, so we send at most four.
 */
final class StreamLine {
    private static final long PAUSE_MS = 250;

    /** Whom the line belongs to. */
    interface Owner {
        /** What to be subscribed to, now. */
        Set<String> wanted();

        /** A subscription was answered: the line works. */
        void works();

        /** A kline of a stream, closed or not. */
        void kline(String stream, JsonObject kline);

        /** A message was no message of Binance. */
        void unreadable();

        /** Said once: nothing comes from this line any more. */
        void over(String why);
    }

    private final Vertx vertx;
    private final WebSocket socket;
    private final Owner owner;
    private final Duration patience;
    private final Subscriptions subscriptions = new Subscriptions();
    private Timer pause;
    private Timer deadline;
    private boolean over;

    /** @param patience for the answer to a message */
    StreamLine(Vertx vertx, WebSocket socket, Owner owner, Duration patience) {
        this.vertx = vertx;
        this.socket = socket;
        this.owner = owner;
        this.patience = patience;
        socket.textMessageHandler(this::heard);
        socket.exceptionHandler(x -> end("it broke off"));
        socket.closeHandler(x -> end("it was closed, or said nothing for too long"));
    }

    /** What is wanted has changed, or the line is new. */
    void step() {
        if (over || pause != null) {
            return;
        }
        subscriptions.next(owner.wanted()).ifPresent(this::send);
    }

    /** Closes the line. */
    void end(String why) {
        if (over) {
            return;
        }
        over = true;
        cancel(pause);
        cancel(deadline);
        socket.close().onFailure(x -> {
            // it is closed already, which is what was asked for
        });
        owner.over(why);
    }

    private void send(JsonObject message) {
        socket.writeTextMessage(message.encode()).onFailure(x -> end("it broke off"));
        pause = vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS);
        pause.onSuccess(x -> {
            pause = null;
            step();
        });
        deadline = vertx.timer(patience.toMillis(), TimeUnit.MILLISECONDS);
        deadline.onSuccess(x -> end("it does not answer"));
    }

    private void heard(String text) {
        if (over) {
            return;
        }
        JsonObject message;
        try {
            message = new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            owner.unreadable();
            return;
        }
        if (message.containsKey("id")) {
            answer(message);
        } else if (message.getValue("stream") instanceof String stream
                && message.getValue("data") instanceof JsonObject data
                && data.getValue("k") instanceof JsonObject kline) {
            owner.kline(stream, kline);
        } else {
            owner.unreadable();
        }
    }

    private void answer(JsonObject message) {
        if (message.containsKey("error")) {
            end("a subscription was refused");
        } else if (subscriptions.answered(message.getValue("id"))) {
            cancel(deadline);
            owner.works();
            step();
        }
    }

    private static void cancel(Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
