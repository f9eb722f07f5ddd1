package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.config.Secret;
import io.signalroom.testing.Room;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A poller that reads a fake Bot API into a real database. */
final class PollerRig implements AutoCloseable {
    static final Duration POLL = Duration.ofSeconds(2);
    static final Duration SOON = Duration.ofSeconds(30);
    final Room room = new Room();
    final FakeBotApi fake = await(FakeBotApi.start(room.vertx));
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<String, JsonObject> status = new ConcurrentHashMap<>();

    PollerRig() {
        await(room.bus.listen(Addresses.STATUS_REPORTED, part -> status.put(part.part(), part.state())));
    }

    /** Deploys a poller; undeploy it by the id given back. */
    String poll() {
        return poll(room.vertx, room.pool, room.bus, FakeBotApi.TOKEN);
    }

    String poll(Vertx vertx, Pool pool, Bus bus, String token) {
        return poll(vertx, pool, bus, fake.url(), token, Integer.MAX_VALUE);
    }

    /** One that waits while so many versions wait for a parser. */
    String pollWithin(int mostWaiting) {
        return poll(room.vertx, room.pool, room.bus, fake.url(), FakeBotApi.TOKEN, mostWaiting);
    }

    /** One that finds Telegram at another address. */
    String pollAt(String url) {
        return poll(room.vertx, room.pool, room.bus, url, FakeBotApi.TOKEN, Integer.MAX_VALUE);
    }

    /** One that finds the database by another pool. */
    String pollInto(Pool pool) {
        return poll(room.vertx, pool, room.bus, FakeBotApi.TOKEN);
    }

    private String poll(Vertx vertx, Pool pool, Bus bus, String url, String token, int mostWaiting) {
        return await(vertx.deployVerticle(new TelegramPollerVerticle(
                pool,
                bus,
                0,
                mostWaiting,
                meters,
                (on, guard) -> List.of(new BotApiSource(
                        on,
                        new BotApiClient(on, URI.create(url), new Secret(token)),
                        new SourceOffsets(pool),
                        POLL,
                        Clock.systemUTC())))));
    }

    String state() {
        JsonObject state = status.get("source:bot_api");
        return state == null ? "" : state.getString("state");
    }

    void awaitState(SourceState state) {
        room.eventually(SOON, () -> state().equals(state.wire()));
    }

    void awaitCalls(int count) {
        room.eventually(SOON, () -> fake.calls().size() >= count);
    }

    void awaitVersions(long count) {
        room.eventually(SOON, () -> versions() >= count);
    }

    long versions() {
        return (Long) room.value("SELECT count(*) FROM message");
    }

    /** Each stored version as message id and text. */
    List<String> stored() {
        return await(room.pool
                        .query("SELECT message_id || ' ' || text FROM message")
                        .execute())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Seconds between two calls of getUpdates. */
    double between(int earlier, int later) {
        return (fake.calls().get(later).nanos() - fake.calls().get(earlier).nanos()) / 1e9;
    }

    @Override
    public void close() {
        await(fake.close());
        room.close();
    }
}
