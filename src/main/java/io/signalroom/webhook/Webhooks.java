package io.signalroom.webhook;

import io.signalroom.net.TargetRefusedException;
import io.signalroom.net.Targets;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.Fault;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.security.SecretBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an administrator does with webhooks. Every address is checked before it is stored, without a connection to it. */
public final class Webhooks {
    /** How long a secret that was replaced signs too. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private static final String STOPPED = "An administrator disabled it.";

    private final Pool pool;
    private final SecretBox box;
    private final Targets targets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final WebhookStore store = new WebhookStore();
    private final DeliveryStore deliveries = new DeliveryStore();
    private final DeliveryLog log = new DeliveryLog();

    /** Webhooks of {@code pool}'s database. */
    public Webhooks(Pool pool, SecretBox box, Targets targets, Clock clock) {
        this.pool = pool;
        this.box = box;
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * A new webhook.
     *
     * @param secret to be shown once
     */
    public record Made(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Made[" + webhook.id() + "]";
        }
    }

    /**
     * A new secret.
     *
     * @param secret to be shown once
     * @param previousUntil until when the one before signs too
     */
    public record Rotated(String secret, String previousUntil) {
        @Override
        public String toString() {
            return "Rotated[until " + previousUntil + "]";
        }
    }

    /** What is to be changed of a webhook; what is empty stays. */
    public record Change(Optional<String> url, Optional<WebhookFilters> filters, Optional<Boolean> active) {
        private Webhook of(Webhook was) {
            return new Webhook(
                    was.id(),
                    url.orElse(was.url()),
                    filters.orElse(was.filters()),
                    active.orElse(was.active()),
                    was.health(),
                    was.createdBy(),
                    was.createdAt());
        }
    }

    /** Makes one that is told of events from now on. @param by a caller */
    public Future<Made> create(String url, WebhookFilters filters, String by) {
        String id = MessageIds.webhook(clock.instant(), random);
        WebhookSecret secret = WebhookSecret.random(random);
        return allowed(url)
                .compose(x -> pool.withTransaction(tx -> store.create(tx, id, url, filters, sealed(secret, id), by)))
                .compose(made -> made
                        ? store.read(pool, id)
                        : Future.failedFuture(new DomainException(
                                Failure.UNPROCESSABLE,
                                "There are " + WebhookStore.MOST + " webhooks already: delete one first.")))
                .map(webhook -> new Made(webhook, secret.text()));
    }

    /** All of them, the newest first. */
    public Future<List<Webhook>> list() {
        return store.list(pool);
    }

    /** One of them; fails with {@link Failure#NOT_FOUND}. */
    public Future<Webhook> read(String id) {
        return store.read(pool, id);
    }

    /** Changes one, if {@code allowed} lets what it is now be changed. Who is activated is told of events from now on. */
    public Future<Webhook> change(String id, Change change, Function<Webhook, Future<Void>> allowed) {
        return change.url
                .map(this::allowed)
                .orElse(Future.succeededFuture())
                .compose(x -> pool.withTransaction(tx -> store.lock(tx, id)
                        .compose(was -> allowed.apply(was).compose(y -> changed(tx, was, change.of(was))))
                        .compose(y -> store.read(tx, id))));
    }

    private Future<Void> changed(SqlConnection tx, Webhook was, Webhook now) {
        Optional<String> reason = now.active()
                ? Optional.empty()
                : Optional.of(was.health().reason().orElse(STOPPED));
        return store.change(tx, now, reason)
                .compose(x -> now.active()
                        ? Future.succeededFuture()
                        : deliveries.giveUp(tx, now.id()).mapEmpty());
    }

    /** Removes one and its log. */
    public Future<Void> delete(String id) {
        return store.delete(pool, id);
    }

    /** Gives it a new secret; the one before signs beside it for a day. */
    public Future<Rotated> rotate(String id) {
        WebhookSecret secret = WebhookSecret.random(random);
        return store.rotate(pool, id, sealed(secret, id), OVERLAP.toSeconds())
                .map(until -> new Rotated(secret.text(), until));
    }

    /** Sends a test soon, also to a disabled one, once. @return the delivery */
    public Future<JsonObject> test(String id) {
        JsonObject body = new JsonObject()
                .put("v", 1)
                .put("type", Delivery.TEST)
                .put("at", clock.instant().toString())
                .put("data", new JsonObject().put("id", id));
        return pool.withTransaction(tx ->
                store.lock(tx, id).compose(webhook -> log.test(tx, id, MessageIds.test(id, random), body)));
    }

    /** A page of what was sent and what will be. */
    public Future<DeliveryPage> deliveries(String id, Optional<String> state, Optional<String> cursor, int limit) {
        DeliveryLog.Query query = new DeliveryLog.Query(state, cursor, limit);
        return store.read(pool, id).compose(webhook -> log.page(pool, id, query));
    }

    private Future<Void> allowed(String url) {
        return targets.check(url)
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        failure instanceof TargetRefusedException
                                ? new FaultyRequestException(
                                        Failure.UNPROCESSABLE, List.of(new Fault("/body/url", failure.getMessage())))
                                : failure));
    }

    private Buffer sealed(WebhookSecret secret, String id) {
        return Buffer.buffer(box.seal(secret.bytes(), id));
    }
}
