package io.signalroom.parse;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.ledger.SignalWriter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns waiting posts into signals, in two lanes: while the database stores one batch, the next is read. Each batch is claimed,
 * read off the event loop and stored with its events in one transaction, and then the readers of the event log are told. Woken
 * by hints; a sweep finds what a lost hint left.
 */
public final class ParserVerticle extends VerticleBase {
    private static final int LANES = 2;
    private static final long SWEEP_MILLIS = 2_000;

    private final Pool pool;
    private final Bus bus;
    private final Reader reader;
    private final SignalWriter writer;
    private final double reviewBelow;
    private final MeterRegistry meters;
    private WorkerExecutor worker;
    private List<Lane> lanes = List.of();

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
        worker = vertx.createSharedWorkerExecutor("parse", LANES);
        Lane.Tools tools = new Lane.Tools(vertx, pool, bus, reader, writer, worker);
        lanes = Stream.generate(() -> new Lane(tools)).limit(LANES).toList();
        Questions questions = new Questions(worker, reader, reviewBelow, meters);
        vertx.setPeriodic(SWEEP_MILLIS, x -> wake());
        return Future.all(
                        bus.listen(Addresses.POSTS_STORED, hint -> wake()),
                        bus.serve(Addresses.PARSE_TEXT, questions::answer))
                .onSuccess(x -> wake());
    }

    @Override
    public Future<?> stop() {
        return Future.join(lanes.stream().map(Lane::stop).toList()).transform(x -> worker.close());
    }

    private void wake() {
        lanes.forEach(Lane::wake);
    }
}
