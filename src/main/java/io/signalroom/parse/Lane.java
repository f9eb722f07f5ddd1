package io.signalroom.parse;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.ledger.MessageTexts;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.Quarantine;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.ledger.SignalWriter;
import io.signalroom.ledger.SignalWriter.Stored;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the queue on one connection: claims a batch, reads it, stores it, and again. Lanes of one node or of several work
 * beside each other, since each claims channels that no other reads now. When the database refuses a batch, its posts are
 * tried one by one, and one that is refused three times is quarantined.
 */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int BATCH = 500;
    private static final int TRIES = 3;
    private static final long RETRY_MILLIS = 500;
    private static final long BATCH_SECONDS = 30;

    /** What a lane works with. */
    record Tools(Vertx vertx, Pool pool, Bus bus, Reader reader, SignalWriter writer, WorkerExecutor worker) {}

    private final Tools tools;
    private final ParseQueue queue = new ParseQueue();
    private final MessageTexts messages = new MessageTexts();
    private final SignalStore signals = new SignalStore();
    private final Quarantine quarantine = new Quarantine();
    private Future<Void> running = Future.succeededFuture();
    private boolean wanted;
    private boolean stopping;
    private int oneByOne;
    private Optional<Long> claimed = Optional.empty();

    Lane(Tools tools) {
        this.tools = tools;
    }

    /** Ends after the batch that it is at. */
    Future<Void> stop() {
        stopping = true;
        return running;
    }

    /** Goes to work, or once more when it is done with what it is at. */
    void wake() {
        if (stopping) {
            return;
        }
        if (!running.isComplete()) {
            wanted = true;
            return;
        }
        wanted = false;
        running = drain().recover(failure -> {
            log.warn("parsing stopped, the next sweep goes on", failure);
            return Future.succeededFuture();
        });
        running.onComplete(x -> {
            if (wanted) {
                wake();
            }
        });
    }

    /** Works until nothing waits. Step by step on one promise: a chain of futures would grow with every batch. */
    private Future<Void> drain() {
        Promise<Void> done = Promise.promise();
        step(done);
        return done.future();
    }

    private void step(Promise<Void> done) {
        int limit = oneByOne > 0 ? 1 : BATCH;
        batch(limit)
                .recover(failure -> refused(limit, failure))
                .onComplete(
                        taken -> {
                            if (stopping || taken == 0) {
                                done.complete();
                            } else {
                                step(done);
                            }
                        },
                        done::fail);
    }

    /** One transaction; gives how many versions it took. */
    private Future<Integer> batch(int limit) {
        return tools.pool()
                .withTransaction(tx -> queue.claim(tx, limit).compose(waiting -> {
                    claimed = waiting.stream().map(Waiting::queueId).findFirst();
                    return waiting.isEmpty() ? Future.succeededFuture(Done.NOTHING) : work(tx, waiting);
                }))
                .timeout(BATCH_SECONDS, TimeUnit.SECONDS)
                .map(this::tell);
    }

    private Future<Done> work(SqlConnection tx, List<Waiting> waiting) {
        return known(tx, waiting)
                .compose(known ->
                        tools.worker().executeBlocking(() -> tools.reader().read(waiting, known), false))
                .compose(batch -> quarantine
                        .add(tx, batch.faults())
                        .compose(x -> tools.writer().store(tx, batch.readings()))
                        .map(stored -> new Done(waiting.size(), stored)));
    }

    /** The posts that are answered: their signals, and the texts of those that are neither here nor a signal. */
    private Future<Reader.Known> known(SqlConnection tx, List<Waiting> waiting) {
        Map<PostKey, Instant> parents = new LinkedHashMap<>();
        Set<PostKey> here = new HashSet<>();
        for (Waiting version : waiting) {
            if (!version.deletion()) {
                here.add(new PostKey(version.channelId(), version.messageId()));
                if (version.post().replyTo() != null) {
                    parents.put(new PostKey(version.channelId(), version.post().replyTo()), version.at());
                }
            }
        }
        return signals.ofPosts(tx, parents).compose(found -> {
            parents.keySet().removeAll(here);
            parents.keySet().removeAll(found.keySet());
            return messages.texts(tx, parents).map(texts -> new Reader.Known(found, texts));
        });
    }

    private int tell(Done done) {
        oneByOne = Math.max(0, oneByOne - done.taken());
        if (!done.stored().changes().isEmpty()) {
            tools.bus()
                    .publish(
                            Addresses.SIGNALS_STORED,
                            new SignalsStored(done.stored().seq()));
        }
        return done.taken();
    }

    /** A batch that the database refuses is tried post by post; while the database is away everything waits. */
    private Future<Integer> refused(int limit, Throwable failure) {
        if (Refusal.passing(failure)) {
            log.warn("parsing waits: {}", failure.getMessage());
            return tools.vertx().timer(RETRY_MILLIS).map(0);
        }
        if (limit > 1) {
            log.warn("a batch was refused, trying its posts one by one: {}", failure.getMessage());
            oneByOne = BATCH;
            return Future.succeededFuture(BATCH);
        }
        Optional<Long> guilty = claimed;
        return guilty.map(id -> tools.pool()
                        .withTransaction(tx -> queue.failed(tx, id, String.valueOf(failure.getMessage()), TRIES)))
                .orElse(Future.succeededFuture(false))
                .map(forGood -> {
                    log.warn("a post was refused{}: {}", forGood ? " for good" : "", failure.getMessage());
                    return 1;
                });
    }

    private record Done(int taken, Stored stored) {
        private static final Done NOTHING = new Done(0, new Stored(List.of(), 0));
    }
}
