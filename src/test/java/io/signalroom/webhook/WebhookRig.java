package io.signalroom.webhook;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.net.SystemNames;
import io.signalroom.net.Targets;
import io.signalroom.security.Boxes;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.signalroom.webhook.Webhooks.Made;
import io.signalroom.webhook.Webhooks.Rotated;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A node that calls webhooks, a parser beside it, and what an administrator can do. Targets on this machine are allowed. */
final class WebhookRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final WebhookFilters ALL = WebhookFilters.of(new JsonObject());

    final Room room = new Room();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Targets targets = new Targets(new SystemNames(room.vertx), true);
    final Webhooks webhooks = new Webhooks(room.pool, Boxes.of(KEY), targets, Clock.systemUTC());
    private int message;

    /** Deploys the parser; the caller of webhooks comes by {@link #run}. */
    WebhookRig() {
        await(room.vertx.deployVerticle(Calls.parser(room)));
    }

    /** @return its deployment */
    String run() {
        return run(
                room.vertx, room.pool, room.bus, new WebhookVerticle.Parts(targets, Boxes.of(KEY), Clock.systemUTC()));
    }

    String run(int mostWaiting) {
        WebhookVerticle.Parts parts = new WebhookVerticle.Parts(
                targets, Boxes.of(KEY), Clock.systemUTC(), new HttpClientOptions(), mostWaiting);
        return run(room.vertx, room.pool, room.bus, parts);
    }

    String run(Vertx vertx, Pool pool, Bus bus, WebhookVerticle.Parts parts) {
        String id = await(vertx.deployVerticle(new WebhookVerticle(pool, bus, parts, meters)));
        // a webhook that is made from now on does not wait for the first look at the log
        room.eventually(SOON, () -> room.value("SELECT epoch FROM webhook_position") != null);
        return id;
    }

    Made made(String url) {
        return await(webhooks.create(url, ALL, "tester"));
    }

    Made made(String url, JsonObject filters) {
        return await(webhooks.create(url, WebhookFilters.of(filters), "tester"));
    }

    Webhook read(Made made) {
        return await(webhooks.read(made.webhook().id()));
    }

    Rotated rotated(Made made) {
        return await(webhooks.rotate(made.webhook().id()));
    }

    Webhook active(Made made, boolean active) {
        Webhooks.Change change = new Webhooks.Change(Optional.empty(), Optional.empty(), Optional.of(active));
        return await(webhooks.change(made.webhook().id(), change, was -> Future.succeededFuture()));
    }

    List<JsonObject> log(Made made) {
        return await(webhooks.deliveries(made.webhook().id(), Optional.empty(), Optional.empty(), 200))
                .deliveries();
    }

    /** Tries of its newest delivery. */
    int tried(Made made) {
        List<JsonObject> log = log(made);
        return log.isEmpty() ? 0 : log.get(0).getInteger("attempts");
    }

    /** Posts so many calls, each for another coin. */
    void call(int count) {
        room.post(Calls.many(7, message + 1, count));
        message += count;
        room.hint();
    }

    /** Posts one text. */
    void post(long channel, String text) {
        room.post(Room.witnessed(channel, ++message, text));
        room.hint();
    }

    /** What waits for its next try need not wait. */
    void hasten() {
        sql("UPDATE webhook_delivery SET next_at = now() WHERE state = 'waiting'");
        sql("UPDATE webhook SET held_until = NULL WHERE held_until IS NOT NULL");
    }

    void sql(String text) {
        await(room.pool.query(text).execute());
    }

    double count(String result) {
        return meters.counter("signalroom.webhooks.deliveries", "result", result)
                .count();
    }

    void eventually(BooleanSupplier holds) {
        room.eventually(SOON, holds);
    }

    @Override
    public void close() {
        room.close();
    }
}
