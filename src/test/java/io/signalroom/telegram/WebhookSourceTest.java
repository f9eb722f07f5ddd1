package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reader that is brought what it reads; the requests come over the bus. */
@ExtendWith(Servers.class)
class WebhookSourceTest {
    private static final String SECRET = "s3cret-of-this-webhook";
    private static final URI URL = URI.create("https://signalroom.example/api/v1/telegram/updates");
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PollerRig rig = new PollerRig();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        rig.close();
    }

    private String read(int mostWaiting) {
        return await(rig.room.vertx.deployVerticle(new TelegramPollerVerticle(
                rig.room.pool,
                rig.room.bus,
                0,
                Integer.MAX_VALUE,
                meters,
                (on, guard) -> List.of(new WebhookSource(
                        on,
                        rig.room.bus,
                        new BotWebhook(
                                new BotApiClient(on, URI.create(rig.fake.url()), new Secret(FakeBotApi.TOKEN)),
                                new AppConfig.Updates(URL, new Secret(SECRET))),
                        new LastHeard(new SourceOffsets(rig.room.pool), Clock.systemUTC()),
                        new UpdateQueue(mostWaiting, SourceMeters.refused(meters, BotApiSource.ID)),
                        LOOK_EVERY)))));
    }

    private Future<UpdateStored> bring(long id, JsonObject update) {
        return rig.room.bus.request(
                Addresses.UPDATE_STORE,
                new UpdateBrought(new JsonObject().put("update_id", id).mergeIn(update)),
                PATIENCE);
    }

    private String detail() {
        return rig.status.get("source:bot_api").getString("detail");
    }

    private static Failure failure(Future<?> refused) {
        return await(
                refused.<Failure>map(x -> null).recover(f -> Future.succeededFuture(((DomainException) f).failure())));
    }

    @Test
    void what_was_answered_is_committed() {
        read(10);
        rig.awaitState(SourceState.READING);
        rig.room.eventually(PollerRig.SOON, () -> await(rig.fake.webhook()) != null);
        rig.room.eventually(PollerRig.SOON, () -> failure(bring(1, BotPosts.post(1, "a"))) == null);

        assertThat(rig.versions()).isEqualTo(1);
        assertThat(rig.room.value("SELECT next_offset FROM source_offset WHERE source = 'bot_api'"))
                .isEqualTo(2L);
    }

    @Test
    void what_an_outage_may_have_lost_is_kept_though_nothing_is_brought_after_it() {
        await(rig.room
                .pool
                .query("INSERT INTO source_offset VALUES ('bot_api', 5, now() - interval '30 hours')")
                .execute());
        read(10);
        rig.room.eventually(
                PollerRig.SOON,
                () -> rig.room.value("SELECT count(*) FROM source_gap").equals(1L));
        rig.room.eventually(PollerRig.SOON, () -> failure(bring(1, BotPosts.post(1, "a"))) == null);

        assertThat(rig.room.value("SELECT count(*) FROM source_gap")).isEqualTo(1L);
        assertThat(detail()).contains("may be missing");
    }

    @Test
    void beyond_what_may_wait_is_refused_at_once_and_counted() {
        read(3);
        rig.room.eventually(PollerRig.SOON, () -> failure(bring(1, BotPosts.post(1, "a"))) == null);
        await(rig.room
                .pool
                .getConnection()
                .compose(held -> held.query("BEGIN; LOCK TABLE message")
                        .execute()
                        .compose(x -> {
                            List<Future<UpdateStored>> three = List.of(
                                    bring(2, BotPosts.post(2, "b")),
                                    bring(3, BotPosts.post(3, "c")),
                                    bring(4, BotPosts.post(4, "d")));
                            Future<UpdateStored> fourth = bring(5, BotPosts.post(5, "e"));
                            return fourth.transform(refused -> {
                                assertThat(refused.succeeded()).isFalse();
                                assertThat(three).noneMatch(Future::isComplete);
                                return held.query("ROLLBACK").execute().compose(y -> Future.all(three));
                            });
                        })
                        .eventually(held::close)));

        assertThat(rig.versions()).isEqualTo(4);
        assertThat(SourceMeters.refused(meters, BotApiSource.ID).count()).isEqualTo(1);
    }

    @Test
    void whoever_stops_reading_refuses_what_comes_after() {
        String reader = read(10);
        rig.room.eventually(PollerRig.SOON, () -> failure(bring(1, BotPosts.post(1, "a"))) == null);
        await(rig.room.vertx.undeploy(reader));

        assertThat(failure(bring(2, BotPosts.post(2, "b")))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(rig.versions()).isEqualTo(1);
        assertThat(await(rig.fake.webhook())).as("the next reader needs it").isNotNull();
    }

    @Test
    void what_telegram_cannot_bring_is_told_in_its_words_until_it_can() {
        read(10);
        rig.room.eventually(PollerRig.SOON, () -> await(rig.fake.webhook()) != null);
        rig.fake.push(BotPosts.post(1, "a"));
        rig.awaitState(SourceState.RETRYING);
        assertThat(detail())
                .contains("Connection refused", "wait at Telegram: 1", "TELEGRAM_WEBHOOK_URL")
                .doesNotContain(SECRET);

        rig.fake.setWebhook(false);
        rig.room.eventually(PollerRig.SOON, () -> await(rig.fake.webhook()) != null);
        assertThat(await(rig.fake.webhook()).getString("url")).isEqualTo(URL.toString());
    }

    @Test
    void a_wish_for_fewer_calls_is_obeyed_though_posts_are_brought_all_the_same() {
        read(10);
        rig.room.eventually(PollerRig.SOON, () -> await(rig.fake.webhook()) != null);
        rig.fake.failLookWith(BotFaults.tooMany(2, true));
        rig.awaitState(SourceState.RETRYING);
        long told = System.nanoTime();
        assertThat(detail()).contains("asks to wait 2 seconds");
        assertThat(failure(bring(1, BotPosts.post(1, "a")))).isNull();
        TimeGauge age = meters.get("signalroom.source.answer.age").timeGauge();
        double before = age.value(TimeUnit.SECONDS);
        rig.room.eventually(PollerRig.SOON, () -> age.value(TimeUnit.SECONDS) > before + 0.5);
        rig.awaitState(SourceState.READING);

        assertThat(System.nanoTime() - told).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_500));
    }

    @Test
    void a_webhook_of_somebody_else_is_a_conflict_and_stays() {
        read(10);
        rig.room.eventually(PollerRig.SOON, () -> await(rig.fake.webhook()) != null);
        rig.fake.setWebhook(true);
        rig.awaitState(SourceState.CONFLICT);

        assertThat(detail()).contains("Another program");
        assertThat(await(rig.fake.webhook()).getString("url")).isNotEqualTo(URL.toString());
    }

    @Test
    void an_address_that_telegram_does_not_take_is_told_with_the_cure() {
        rig.fake.failWith(BotFaults.status(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"));
        read(10);
        rig.awaitState(SourceState.BLOCKED);

        assertThat(detail()).contains("TELEGRAM_WEBHOOK_URL", "443, 80, 88 or 8443");
    }

    @Test
    void back_to_asking_needs_the_webhook_to_be_removed_and_then_goes_on() {
        String reader = read(10);
        rig.room.eventually(PollerRig.SOON, () -> await(rig.fake.webhook()) != null);
        await(rig.room.vertx.undeploy(reader));
        rig.fake.push(BotPosts.post(1, "meanwhile"));
        String asker = rig.poll();
        rig.awaitState(SourceState.CONFLICT);
        assertThat(detail()).contains("deleteWebhook", "TELEGRAM_WEBHOOK_URL");
        assertThat(await(rig.fake.webhook())).as("it is not ours to remove").isNotNull();

        await(rig.room.vertx.undeploy(asker)); // which would try again within a minute
        rig.fake.setWebhook(false);
        rig.poll();
        rig.awaitVersions(1);
    }
}
