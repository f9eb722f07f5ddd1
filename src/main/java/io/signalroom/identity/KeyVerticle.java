package io.signalroom.identity;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
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
    private static final long SWEEP_MILLIS = 10_000;

    private final Pool pool;
    private final Bus bus;
    private final Callers callers;
    private final ApiKeys keys = new ApiKeys();

    public KeyVerticle(Pool pool, Bus bus, Callers callers) {
        this.pool = pool;
        this.bus = bus;
        this.callers = callers;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SWEEP_MILLIS, x -> read());
        return bus.listen(Addresses.KEYS_CHANGED, hint -> read())
                .compose(x -> keys.any(pool))
                .compose(any -> {
                    if (!any) {
                        log.info(
                                "There is no API key yet. One that may do everything: java -jar signalroom.jar key create --scope admin --name NAME");
                    }
                    return read();
                });
    }

    private Future<Void> read() {
        return keys.revokedSubjects(pool)
                .onSuccess(callers::refuse)
                .onFailure(failure -> log.warn("revoked keys cannot be read: {}", failure.getMessage()))
                .otherwiseEmpty()
                .mapEmpty();
    }
}
