package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.config.Secret;
import io.signalroom.testing.Servers;
import io.signalroom.testing.SetClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Telegram keeps posts for a day; whoever was away longer must say so. */
@ExtendWith(Servers.class)
class LongSilenceTest {
    private final PollerRig rig = new PollerRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void an_outage_of_more_than_a_day_is_told_with_its_cure() {
        lastHeard("30 hours");
        BotApiSource source = source();
        rig.fake.push(BotPosts.post(1, "after the outage"));

        Delivery delivery = await(source.next());
        source.committed(delivery);

        Instant now = Instant.now();
        Gap gap = delivery.missed().orElseThrow();
        assertThat(Duration.between(gap.from(), now)).isBetween(Duration.ofHours(30), Duration.ofHours(31));
        assertThat(Duration.between(gap.to(), now)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(source.standing().detail()).contains("may be missing").contains("import an export");
    }

    @Test
    void what_an_outage_may_have_lost_is_kept_with_the_posts_that_come_after_it() {
        lastHeard("30 hours");
        rig.fake.push(BotPosts.post(1, "after the outage"));
        rig.poll();
        rig.awaitVersions(1);
        rig.fake.push(BotPosts.post(2, "and on"));
        rig.awaitVersions(2);

        assertThat(rig.room.value("SELECT count(*) FROM source_gap")).isEqualTo(1L);
        assertThat(
                        rig.room.value(
                                "SELECT to_at - from_at BETWEEN interval '6 hours' AND interval '6 hours 1 minute' FROM source_gap"))
                .isEqualTo(true);
    }

    /** As it is while the database is away: Telegram answers, and forgets within a day what is not confirmed. */
    @Test
    void what_was_answered_and_not_stored_leaves_the_silence_as_it_was() {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        SetClock clock = new SetClock(start);
        BotApiSource source = source(clock);
        source.committed(await(source.next()));
        clock.set(start.plus(Duration.ofHours(20)));
        source.failed(await(source.next()));
        clock.set(start.plus(Duration.ofHours(40)));

        Delivery delivery = await(source.next());
        assertThat(delivery.missed()).contains(new Gap(null, start, start.plus(Duration.ofHours(16))));
        assertThat(source.standing().detail()).doesNotContain("may be missing");
        source.committed(delivery);
        assertThat(source.standing().detail()).contains("may be missing");
        assertThat(await(source.next()).missed()).isEmpty();
    }

    /** Whatever Telegram was to forget by it is forgotten by then, and its numbers may start again lower. */
    @Test
    void an_offset_that_nobody_has_answered_for_a_day_is_not_sent_any_more() {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        SetClock clock = new SetClock(start);
        BotApiSource source = source(clock);
        rig.fake.push(BotPosts.post(1, "before"));
        source.committed(await(source.next()));
        rig.fake.failWith(BotFaults.status(500, "away"));
        assertThat(await(source.next().<Delivery>map(x -> null).otherwiseEmpty()))
                .isNull();
        clock.set(start.plus(Duration.ofHours(25)));
        source.committed(await(source.next()));

        assertThat(rig.fake.calls()).extracting(FakeBotApi.Call::offset).containsExactly(null, 700_000_002L, null);
    }

    @Test
    void a_silence_is_not_forgotten_when_the_database_cannot_tell_of_it_at_first() {
        lastHeard("30 hours");
        BotApiSource source = source();
        rig.fake.push(BotPosts.post(1, "after the outage"));
        await(rig.room.pool.query("ALTER TABLE source_offset RENAME TO away").execute());
        assertThat(await(source.next().map(x -> "delivered").otherwise(Throwable::getMessage)))
                .contains("see to the database");
        assertThat(rig.fake.calls()).isEmpty();
        await(rig.room.pool.query("ALTER TABLE away RENAME TO source_offset").execute());

        assertThat(await(source.next()).missed()).isPresent();
    }

    @Test
    void a_shorter_outage_and_a_first_start_have_lost_nothing() {
        rig.fake.push(BotPosts.post(1, "first"));
        assertThat(await(source().next()).missed()).isEmpty();

        lastHeard("23 hours");
        assertThat(await(source().next()).missed()).isEmpty();
    }

    @Test
    void a_quiet_channel_is_no_outage() {
        lastHeard("20 hours");
        BotApiSource source = source();
        Delivery nothing = await(source.next());
        assertThat(nothing.batch().posts()).isEmpty();
        source.committed(nothing);

        rig.room.eventually(PollerRig.SOON, () ->
                (Boolean) rig.room.value("SELECT updated_at > now() - interval '1 minute' FROM source_offset"));
    }

    @Test
    void an_old_update_is_not_delivered_any_more() {
        rig.fake.push(BotPosts.post(1, "old"));
        rig.fake.setNow(Instant.now().plus(Duration.ofHours(27)));

        assertThat(await(source().next()).batch().posts()).isEmpty();
    }

    private BotApiSource source() {
        return source(Clock.system(ZoneOffset.UTC));
    }

    private BotApiSource source(Clock clock) {
        BotApiClient client =
                new BotApiClient(rig.room.vertx, URI.create(rig.fake.url()), new Secret(FakeBotApi.TOKEN));
        return new BotApiSource(rig.room.vertx, client, new SourceOffsets(rig.room.pool), Duration.ofSeconds(1), clock);
    }

    private void lastHeard(String ago) {
        await(rig.room
                .pool
                .query("INSERT INTO source_offset VALUES ('bot_api', 5, now() - interval '" + ago
                        + "') ON CONFLICT (source) DO UPDATE SET updated_at = excluded.updated_at")
                .execute());
    }
}
