package io.signalroom.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.db.Lease;
import io.signalroom.db.LeaseKeeper;
import io.signalroom.net.Targets;
import io.signalroom.security.SecretBox;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Calls webhooks, on one node of all: deployed on each, it works only while it holds the lease. Hints wake it; each second it looks
 * by itself.
 */
public final class WebhookVerticle extends VerticleBase {
    private static final String LEASE = "webhooks";

    private final Pool pool;
    private final Bus bus;
    private final Parts parts;
    private final WebhookMeters meters;
    private LeaseKeeper keeper;

    /** Webhooks of {@code pool}'s database. */
    public WebhookVerticle(Pool pool, Bus bus, Parts parts, MeterRegistry registry) {
        this.pool = pool;
        this.bus = bus;
        this.parts = parts;
        this.meters = new WebhookMeters(registry);
    }

    /**
     * What it sends with.
     *
     * @param targets which addresses may be called
     * @param box opens the secrets
     * @param clock says what now is to receivers
     * @param client whom the client trusts
     * @param mostWaiting deliveries that may wait for one webhook
     */
    public record Parts(Targets targets, SecretBox box, Clock clock, HttpClientOptions client, int mostWaiting) {
        /** As they should be. */
        public Parts(Targets targets, SecretBox box, Clock clock) {
            this(targets, box, clock, new HttpClientOptions(), SpreadStore.MOST_WAITING);
        }
    }

    @Override
    public Future<?> start() {
        Lease lease = new Lease(pool, LEASE, UUID.randomUUID().toString());
        WebhookWork work = new WebhookWork(
                new Dispatch.Room(vertx, pool, lease),
                parts.box,
                new SpreadStore(parts.mostWaiting),
                () -> new Sender(vertx, parts.targets, parts.box, parts.clock, parts.client),
                new Retries(new SecureRandom()),
                meters);
        keeper = new LeaseKeeper(vertx, lease, work, "calls webhooks");
        return bus.listen(Addresses.SIGNALS_STORED, hint -> work.wake()).compose(x -> keeper.start());
    }

    @Override
    public Future<?> stop() {
        return keeper.stop();
    }
}
