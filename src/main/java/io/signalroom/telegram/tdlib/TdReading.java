package io.signalroom.telegram.tdlib;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** An open session: takes turns between what is pushed and what is asked for, so that neither waits for the other. */
final class TdReading {
    private static final int BATCH = 100;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final WorkerExecutor files;
    private final Clock clock;
    private final TdInbox inbox;
    private final Marks marks;
    private final TdUpdates updates;
    private final ChannelDesk desk;
    private Promise<Void> sleep = Promise.promise();
    private boolean deskTurn = true;

    /**
     * A reading.
     *
     * @param files runs what blocks
     * @param account what is read
     */
    TdReading(Vertx vertx, WorkerExecutor files, Clock clock, TdInbox inbox, Marks marks, ReadAccount account) {
        this.vertx = vertx;
        this.files = files;
        this.clock = clock;
        this.inbox = inbox;
        this.marks = marks;
        ChannelBook book = new ChannelBook();
        account.channels().forEach(name -> marks.of(name).ifPresent(mark -> book.add(mark.channelId())));
        updates = new TdUpdates(book, clock, account.ask(), this::readAgain);
        Opening opening = new Opening(book, marks, account.history(), account.ask(), account.lastStored());
        desk = new ChannelDesk(
                account.channels().stream().map(ReadChannel::new).toList(),
                opening,
                updates,
                marks,
                account.ask(),
                clock);
    }

    /**
     * What is read, and by what.
     *
     * @param channels their names
     * @param history posts of the past of a channel that is new
     * @param ask asks TDLib
     * @param lastStored the newest message stored of a channel, 0 = none
     */
    record ReadAccount(
            List<String> channels,
            int history,
            Function<JsonObject, Future<JsonObject>> ask,
            Function<Long, Future<Long>> lastStored) {}

    private void readAgain(long channelId) {
        desk.readAgain(channelId);
    }

    /** What comes next; empty after ten quiet seconds, or when {@link #wake} is called. Never fails. */
    Future<Taken> next() {
        return save().compose(x -> take());
    }

    private Future<Taken> take() {
        Instant now = clock.instant();
        Instant due = desk.due().orElse(Instant.MAX);
        boolean deskDue = !due.isAfter(now);
        if (!inbox.isEmpty() && !(deskDue && deskTurn)) {
            deskTurn = true;
            return updates.read(inbox.take(BATCH))
                    .map(delivery -> new Taken(
                            delivery, () -> desk.stored(delivery.batch().posts())));
        }
        if (deskDue) {
            deskTurn = false;
            return desk.step();
        }
        Duration wait = due.isBefore(now.plus(QUIET)) ? Duration.between(now, due) : QUIET;
        return sleep(wait).map(x -> Taken.nothing());
    }

    private Future<Void> sleep(Duration wait) {
        sleep = Promise.promise();
        Promise<Void> until = sleep;
        if (!inbox.isEmpty()) {
            return Future.succeededFuture();
        }
        long timer = vertx.setTimer(Math.max(1, wait.toMillis()), x -> until.tryComplete());
        return until.future().onComplete(x -> vertx.cancelTimer(timer));
    }

    /** The connection to Telegram is there, or not. */
    void connected(boolean now) {
        if (now) {
            desk.connected();
        } else {
            desk.cut();
        }
        wake();
    }

    /** Something has come, or has changed. */
    void wake() {
        sleep.tryComplete();
    }

    /** Writes the marks that moved. Failing costs only that posts are read again, so it fails nothing. */
    Future<Void> save() {
        return marks.unwritten()
                .map(text ->
                        files.<Void>executeBlocking(() -> write(text), true).otherwiseEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private Void write(String text) throws IOException {
        marks.write(text);
        return null;
    }

    String words() {
        return TdWords.ofChannels(desk.channels());
    }
}
