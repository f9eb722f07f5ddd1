package io.signalroom.parse;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.vertx.core.VerticleBase;
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
    private static final long BATCH_SECONDS = 30;

    private final Pool pool;
    private final Bus bus;
    private final Reader reader;
    private final ParseQueue queue = new ParseQueue();
    private final MessageTexts messages = new MessageTexts();
    private final SignalStore signals = new SignalStore();
    private final SignalWriter writer;
    private final Quarantine quarantine = new Quarantine();
    private final double reviewBelow;
    private final MeterRegistry meters;
    private WorkerExecutor worker;
    private Future<Void> running = Future.succeededFuture();
    private boolean wanted;
    private boolean stopping;
    private int oneByOne;
    private Optional<Long> claimed = Optional.empty();

    /** A parser that publishes whatever {@code judge} reads, and keeps its figures to itself. */
    public ParserVerticle(Pool pool, Bus bus, Judge judge) {
        this(pool, bus, judge, 0, new SimpleMeterRegistry());
    }

    /**
     * A parser that reads with {@code judge}.
     *
     * @param reviewBelow readings of less confidence wait for an operator, 0 to 1; 0 = none
     * @param meters takes its figures
     */
    public ParserVerticle(Pool pool, Bus bus, Judge judge, double reviewBelow, MeterRegistry meters) {
        this.pool = pool;
        this.bus = bus;
        this.reader = new Reader(judge);
        this.writer = new SignalWriter(reviewBelow);
        this.reviewBelow = reviewBelow;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("parse", 2);
        Questions questions = new Questions(worker, reader, reviewBelow, meters);
        vertx.setPeriodic(SWEEP_MILLIS, x -> wake());
        return Future.all(
                        bus.listen(Addresses.POSTS_STORED, hint -> wake()),
                        bus.serve(Addresses.PARSE_TEXT, questions::answer))
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
        return pool.withTransaction(tx -> queue.claim(tx, limit).compose(waiting -> {
                    claimed = waiting.stream().map(Waiting::queueId).findFirst();
                    return waiting.isEmpty() ? Future.succeededFuture(Done.NOTHING) : work(tx, waiting);
                }))
                .timeout(BATCH_SECONDS, TimeUnit.SECONDS)
                .map(this::tell);
    }

    private Future<Done> work(SqlConnection tx, List<Waiting> waiting) {
        return known(tx, waiting)
                .compose(known -> worker.executeBlocking(() -> reader.read(waiting, known), false))
                .compose(batch -> quarantine
                        .add(tx, batch.faults())
                        .compose(x -> writer.store(tx, batch.readings()))
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
            bus.publish(
                    Addresses.SIGNALS_STORED, new SignalsStored(done.stored().seq()));
        }
        return done.taken();
    }

    /** A batch that the database refuses is tried post by post; while the database is away everything waits. */
    private Future<Integer> refused(int limit, Throwable failure) {
        if (Refusal.passing(failure)) {
            log.warn("parsing waits: {}", failure.getMessage());
            return vertx.timer(RETRY_MILLIS).map(0);
        }
        if (limit > 1) {
            log.warn("a batch was refused, trying its posts one by one: {}", failure.getMessage());
            oneByOne = BATCH;
            return Future.succeededFuture(BATCH);
        }
        Optional<Long> guilty = claimed;
        return guilty.map(id ->
                        pool.withTransaction(tx -> queue.failed(tx, id, String.valueOf(failure.getMessage()), TRIES)))
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
