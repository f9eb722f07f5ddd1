package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.telegram.TelegramPollerVerticle;
import io.signalroom.testing.Room;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server to which a fake Telegram brings updates. */
final class TelegramRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final URI URL = URI.create("https://signalroom.example" + ApiServer.API + "/telegram/updates");

    final ApiServer server = ApiServer.start();
    final FakeBotApi fake = Wait.on(FakeBotApi.start(server.vertx));

    TelegramRig() {
        fake.leadTo(server.port);
    }

    /** What reads Telegram, by webhook. */
    static TelegramPollerVerticle poller(ApiServer server, FakeBotApi fake) {
        AppConfig.Telegram telegram = new AppConfig.Telegram(
                false,
                Optional.of(new Secret(FakeBotApi.TOKEN)),
                URI.create(fake.url()),
                Optional.of(new AppConfig.Updates(URL, new Secret(ApiServer.TELEGRAM_SECRET))),
                new AppConfig.Preview(false, URI.create("https://t.me"), Optional.empty(), List.of()),
                Optional.empty());
        return new TelegramPollerVerticle(server.pool, server.bus, telegram, 0, server.meters, "Signalroom/test");
    }

    /** Until what is brought is taken. */
    static void awaitReading(ApiServer server) {
        UpdateBrought nothing = new UpdateBrought(new JsonObject().put("update_id", 0));
        Room.eventually(
                server.vertx,
                SOON,
                () -> Wait.on(server.bus
                        .request(Addresses.UPDATE_STORE, nothing, ANSWER)
                        .map(true)
                        .otherwise(false)));
    }

    /** Deploys one; undeploy it by the id given back. */
    String read() {
        String id = Wait.on(server.vertx.deployVerticle(poller(server, fake)));
        awaitReading(server);
        return id;
    }

    void stop(String reader) {
        Wait.on(server.vertx.undeploy(reader));
    }

    long count(String sql) {
        return Wait.on(server.pool.query(sql).execute()).iterator().next().getLong(0);
    }

    long versions() {
        return count("SELECT count(*) FROM message");
    }

    /** Until Telegram has nothing to bring any more. */
    void awaitAllBrought() {
        Room.eventually(server.vertx, SOON, () -> Wait.on(fake.pending()) == 0);
    }

    @Override
    public void close() {
        Wait.on(fake.close());
        server.close();
    }
}
