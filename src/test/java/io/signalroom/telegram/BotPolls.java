package io.signalroom.telegram;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The long polls of a token. One is open at a time: another ends it with 409, and 409s are 3 s apart. Who asks with the same
 * offset again within 3 s waits for 3 s, and within half a second gets one update, as Telegram does with those that do
 * not confirm. One thread only.
 */
final class BotPolls {
    private static final String CONFLICT =
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    private static final long SPACING_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long HASTE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LONGEST_SECONDS = 50;
    private static final int MOST_UPDATES = 100;

    private final Vertx vertx;
    private final BotQueue queue;
    private final Deque<Poll> polls = new ArrayDeque<>();
    private long lastOffset = -1;
    private long lastAskedAt;
    private long nextConflictAt = System.nanoTime();

    BotPolls(Vertx vertx, BotQueue queue) {
        this.vertx = vertx;
        this.queue = queue;
    }

    /** A call whose offset has been obeyed; it is answered when something is there, or when its time is over. */
    void open(HttpServerRequest request, JsonObject parameters) {
        while (!polls.isEmpty()) {
            polls.peek().conflict();
        }
        long now = System.nanoTime();
        long offset = parameters.getLong("offset", 0L);
        int limit = clamp(parameters.getInteger("limit", MOST_UPDATES), 1, MOST_UPDATES);
        int seconds = clamp(parameters.getInteger("timeout", 0), 0, LONGEST_SECONDS);
        boolean again = offset == lastOffset;
        if (again && seconds < 3 && now - lastAskedAt < SPACING_NANOS) {
            seconds = 3;
        }
        if (again && now - lastAskedAt < HASTE_NANOS) {
            limit = 1;
        }
        lastOffset = offset;
        lastAskedAt = now;
        new Poll(request, limit, seconds).open();
    }

    /** Something has come. */
    void wake() {
        if (!polls.isEmpty()) {
            polls.peek().answer();
        }
    }

    boolean isOpen() {
        return !polls.isEmpty();
    }

    /** Answers 409, three seconds after the one before at the earliest. */
    void conflict(HttpServerRequest request, String words) {
        long now = System.nanoTime();
        long at = Math.max(now, nextConflictAt);
        nextConflictAt = at + SPACING_NANOS;
        long wait = TimeUnit.NANOSECONDS.toMillis(at - now);
        vertx.timer(Math.max(1, wait), TimeUnit.MILLISECONDS).onSuccess(x -> FakeBotApi.fail(request, 409, words));
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    private final class Poll {
        private final HttpServerRequest request;
        private final int limit;
        private final int seconds;
        private long timer = -1;

        Poll(HttpServerRequest request, int limit, int seconds) {
            this.request = request;
            this.limit = limit;
            this.seconds = seconds;
        }

        void open() {
            polls.add(this);
            request.connection().closeHandler(x -> end());
            if (seconds == 0 || !queue.head(limit).isEmpty()) {
                answer();
            } else {
                timer = vertx.setTimer(1_000L * seconds, x -> answer());
            }
        }

        void answer() {
            JsonArray head = queue.head(limit);
            end();
            FakeBotApi.succeed(request, head);
        }

        void conflict() {
            end();
            BotPolls.this.conflict(request, CONFLICT);
        }

        private void end() {
            polls.remove(this);
            vertx.cancelTimer(timer);
        }
    }
}
