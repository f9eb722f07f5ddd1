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

/**
 * Keeps the patterns up while this node has the lease: takes new events over, then looks at the tables. While many events wait, as
 * when a history is loaded, it looks only now and then. All on one context.
 */
final class PatternWork implements LeaseKeeper.Work {
    private static final long PAUSE_MS = 1_000;
    private static final long WHILE_BEHIND = Duration.ofSeconds(10).toNanos();

    private final SketchIntake intake;
    private final Rounds rounds;
    private final Loop loop;
    private long looked;

    PatternWork(Vertx vertx, Pool pool, Lease lease, WorkerExecutor worker, Clock clock) {
        this.intake = new SketchIntake(pool, lease, worker);
        this.rounds = new Rounds(pool, lease, clock);
        this.loop = new Loop(vertx, "patterns", this::turn, 1, PAUSE_MS);
    }

    /** The tables are the truth: nothing is kept from an earlier time. */
    @Override
    public Future<Void> start() {
        rounds.forget();
        looked = System.nanoTime();
        loop.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        return loop.stop();
    }

    /** Something is there to be done, perhaps. */
    void wake() {
        loop.wake();
    }

    private Future<Boolean> turn() {
        return intake.step().compose(step -> {
            if (step.more() && System.nanoTime() - looked < WHILE_BEHIND) {
                return Future.succeededFuture(true);
            }
            return rounds.round(step.seq()).map(x -> {
                looked = System.nanoTime();
                return step.more();
            });
        });
    }
}
