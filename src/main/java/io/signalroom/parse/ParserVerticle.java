package io.signalroom.parse;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.ledger.SignalWriter;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.ledger.SignalWriter.Stored;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns waiting posts into signals: claims a batch, reads it off the event loop, stores signals and events, all in one
 * transaction, then tells the readers of the event log. Woken by hints; a sweep finds what a lost hint left. When the
 * database refuses a batch, its posts are tried one by one, and one that is refused three times is quarantined.
 */
public final class ParserVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ParserVerticle.class);
    private static final int BATCH = 500;
    private static final int TRIES = 3;
    private static final long SWEEP_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 500;

    private final Pool pool;
    private final Bus bus;
    private final Reader reader;
    private final ParseQueue queue = new ParseQueue();
    private final SignalStore signals = new SignalStore();
    private final SignalWriter writer = new SignalWriter();
    private WorkerExecutor worker;
    private Future<Void> running = Future.succeededFuture();
    private boolean wanted;
    private boolean stopping;
    private int oneByOne;

    /** A parser that reads with {@code judge}. */
    public ParserVerticle(Pool pool, Bus bus, Judge judge) {
        this.pool = pool;
        this.bus = bus;
        this.reader = new Reader(judge);
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("parse", 2);
        vertx.setPeriodic(SWEEP_MILLIS, x -> wake());
        return Future.all(
                        bus.listen(Addresses.POSTS_STORED, hint -> wake()),
                        bus.serve(
                                Addresses.PARSE_TEXT,
                                ask -> worker.executeBlocking(() -> Parsed.of(reader.judge(ask.text())), false)))
                .onSuccess(x -> wake());
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return running.transform(x -> worker.close());
    }

    private void wake() {
        if (stopping) {
            return;
        }
        if (!running.isComplete()) {
            wanted = true;
            return;
        }
        wanted = false;
        running = drain();
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
                            if (stopping || taken < limit) {
                                done.complete();
                            } else {
                                step(done);
                            }
                        },
                        done::fail);
    }

    /** One transaction; gives how many versions it took. */
    private Future<Integer> batch(int limit) {
        return pool.withTransaction(tx -> queue.claim(tx, limit)
                        .compose(waiting -> waiting.isEmpty()
                                ? Future.succeededFuture(new Done(0, new Stored(List.of(), 0)))
                                : read(tx, waiting)
                                        .compose(readings -> writer.store(tx, readings))
                                        .map(stored -> new Done(waiting.size(), stored))))
                .map(done -> {
                    oneByOne = Math.max(0, oneByOne - done.taken());
                    if (!done.stored().changes().isEmpty()) {
                        bus.publish(
                                Addresses.SIGNALS_STORED,
                                new SignalsStored(done.stored().seq()));
                    }
                    return done.taken();
                });
    }

    private Future<List<Reading>> read(SqlConnection tx, List<Waiting> waiting) {
        Map<PostKey, Instant> parents = new LinkedHashMap<>();
        for (Waiting answer : waiting) {
            if (!answer.deletion() && answer.post().replyTo() != null) {
                parents.put(new PostKey(answer.channelId(), answer.post().replyTo()), answer.at());
            }
        }
        return signals.firstOf(tx, parents)
                .compose(known -> worker.executeBlocking(() -> reader.read(waiting, known), false));
    }

    /** A batch that the database refuses is tried post by post; while the database is away everything waits. */
    private Future<Integer> refused(int limit, Throwable failure) {
        if (!(failure instanceof PgException refusal) || transientState(refusal.getSqlState())) {
            log.warn("parsing waits: {}", failure.getMessage());
            return vertx.timer(RETRY_MILLIS).map(0);
        }
        if (limit > 1) {
            log.warn("a batch was refused, trying its posts one by one: {}", refusal.getMessage());
            oneByOne = BATCH;
            return Future.succeededFuture(BATCH);
        }
        return pool.withTransaction(tx -> queue.head(tx)
                        .compose(head -> head.isPresent()
                                ? queue.failed(tx, head.get(), String.valueOf(refusal.getMessage()), TRIES)
                                : Future.succeededFuture(false)))
                .map(quarantined -> {
                    log.warn("a post was refused{}: {}", quarantined ? " for good" : "", refusal.getMessage());
                    return 1;
                });
    }

    /** Connection trouble, deadlocks, read-only times, resources: the post is not to blame. */
    private static boolean transientState(String sqlState) {
        return sqlState == null
                || List.of("08", "25", "40", "53", "55", "57", "58").contains(sqlState.substring(0, 2));
    }

    private record Done(int taken, Stored stored) {}
}
