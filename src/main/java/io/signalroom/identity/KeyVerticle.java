package io.signalroom.identity;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.db.Loop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's {@link Callers} up to date: a key that was revoked anywhere is refused here at once, or after some seconds
 * where the hint was lost. While the database is away, what was known holds.
 */
public final class KeyVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(KeyVerticle.class);
    private static final long AT_ONCE_MILLIS = 1;
    private static final long SWEEP_MILLIS = 10_000;

    private final Pool pool;
    private final Bus bus;
    private final Callers callers;
    private final ApiKeys keys = new ApiKeys();
    private Loop sweep;

    public KeyVerticle(Pool pool, Bus bus, Callers callers) {
        this.pool = pool;
        this.bus = bus;
        this.callers = callers;
    }

    @Override
    public Future<?> start() {
        sweep = new Loop(vertx, "revoked keys", () -> read().map(false), AT_ONCE_MILLIS, SWEEP_MILLIS);
        return read().compose(x -> keys.any(pool)).compose(any -> {
            if (!any) {
                log.info(
                        "There is no API key yet. One that may do everything: java -jar target/signalroom.jar key create --scope admin --name NAME");
            }
            sweep.start();
            return bus.listen(Addresses.KEYS_CHANGED, hint -> sweep.wake());
        });
    }

    @Override
    public Future<?> stop() {
        return sweep.stop();
    }

    /** One after the other, so that an old look never overwrites a new one. */
    private Future<Void> read() {
        return keys.revokedSubjects(pool).map(subjects -> {
            callers.refuse(subjects);
            return null;
        });
    }
}
