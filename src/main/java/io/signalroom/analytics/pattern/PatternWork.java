package io.signalroom.analytics.pattern;

import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.db.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the patterns up while this node has the lease: takes new events over, then looks at what is happening. While many events
 * wait, as when a history is loaded, it looks only now and then. Beside that, what months of calls show is looked at at leisure, so
 * that it keeps nothing new waiting. All on one context, with two connections at most.
 */
final class PatternWork implements LeaseKeeper.Work {
    private static final long PAUSE_MS = 1_000;
    private static final long WHILE_BEHIND = Duration.ofSeconds(10).toNanos();
    /** A look at what is happening takes at most a fifth of the time. */
    private static final int SHORT_REST = 4;
    /** The others a twentieth. */
    private static final int LONG_REST = 19;

    private final SketchIntake intake;
    private final Rounds happening;
    private final Rounds standing;
    private final Loop turns;
    private final Loop leisure;
    private long looked;
    private long seq;

    PatternWork(Vertx vertx, Pool pool, Lease lease, WorkerExecutor worker, Clock clock) {
        NetworkLook networks = new NetworkLook();
        this.intake = new SketchIntake(pool, lease, worker);
        // consensus asks who speaks for himself, so networks come first
        List<Look> first = List.of(networks, new RecentLook(networks::voices), new PumpLook());
        this.happening = new Rounds(pool, lease, clock, first, SHORT_REST);
        this.standing = new Rounds(pool, lease, clock, List.of(new ExitLook(), new HabitLook()), LONG_REST);
        this.turns = new Loop(vertx, "patterns", this::turn, 1, PAUSE_MS);
        this.leisure = new Loop(vertx, "habits and run-ups", this::look, 1, PAUSE_MS);
    }

    /** The tables are the truth: nothing is kept from an earlier time. */
    @Override
    public Future<Void> start() {
        happening.forget();
        standing.forget();
        looked = System.nanoTime();
        seq = 0;
        turns.start();
        leisure.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        return Future.join(turns.stop(), leisure.stop()).mapEmpty();
    }

    /** Something is there to be done, perhaps. */
    void wake() {
        turns.wake();
    }

    private Future<Boolean> turn() {
        return intake.step().compose(step -> {
            seq = step.seq();
            if (step.more() && System.nanoTime() - looked < WHILE_BEHIND) {
                return Future.succeededFuture(true);
            }
            return happening.round(seq).map(x -> {
                looked = System.nanoTime();
                return step.more();
            });
        });
    }

    private Future<Boolean> look() {
        return standing.round(seq).map(false);
    }
}
