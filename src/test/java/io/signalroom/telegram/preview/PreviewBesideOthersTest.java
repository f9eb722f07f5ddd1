package io.signalroom.telegram.preview;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.PreviewAsked;
import io.signalroom.ledger.ChannelStore;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.testing.Imports;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are read beside other sources, other readers of pages, and nodes that took the lease over. */
@ExtendWith(Servers.class)
class PreviewBesideOthersTest {
    private static final long HARBOR = 1_987_654_321L;
    private final PreviewRig rig = new PreviewRig();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        rig.close();
    }

    private FakeChannel harbor(String... history) {
        return rig.fake.channel(HARBOR, "Harbor_Light", "Harbor Light", history);
    }

    private Object source() {
        return rig.room.value("SELECT source || ' ' || title FROM channel");
    }

    @Test
    void a_channel_that_another_source_reads_stays_its_own_while_the_page_tells_nothing_new() {
        FakeChannel harbor = harbor("LONG SOL");
        rig.poll("harbor_light");
        await(rig.room
                .pool
                .query("UPDATE channel SET source = 'bot_api', title = 'By the bot'")
                .execute());
        rig.turns(2);
        assertThat(source()).isEqualTo("bot_api By the bot");

        harbor.post("SHORT ETH");
        rig.turn();
        assertThat(source()).isEqualTo("preview Harbor Light");
    }

    @Test
    void a_channel_that_nothing_has_read_is_read_from_now_on_though_all_its_posts_are_known() {
        harbor("LONG SOL");
        rig.room.post(Room.witnessed(HARBOR, 1, "LONG SOL"));
        await(rig.room.pool.query("UPDATE channel SET source = 'import'").execute());
        rig.poll("harbor_light");

        assertThat(source()).isEqualTo("preview Harbor Light");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "mtproto"})
    void an_added_channel_is_read_whatever_named_it_since_if_that_reads_it_no_more(String source) {
        harbor("LONG SOL");
        await(rig.room.pool.withTransaction(
                tx -> new ChannelStore().create(tx, new ChannelInfo(HARBOR, "harbor_light", "Harbor Light", false))));
        await(rig.room
                .pool
                .query("UPDATE channel SET source = '" + source + "'")
                .execute());
        rig.poll();

        assertThat(rig.stored(HARBOR, 1)).isEqualTo("1 LONG SOL imported");
        assertThat(source()).isEqualTo("preview Harbor Light");
    }

    @Test
    void an_added_channel_that_a_source_reads_is_left_to_it() {
        harbor("LONG SOL");
        await(rig.room.pool.withTransaction(
                tx -> new ChannelStore().create(tx, new ChannelInfo(HARBOR, "harbor_light", "Harbor Light", false))));
        await(rig.room.pool.query("UPDATE channel SET source = 'bot_api'").execute());
        rig.poll();

        assertThat(rig.fake.asked()).isEmpty();
    }

    @Test
    void what_a_page_shows_stays_when_the_import_that_brought_it_first_is_undone() throws IOException {
        FakeChannel harbor = harbor("LONG SOL", "SHORT ETH");
        long id = imported(harbor, "LONG  SOL", "SHORT ETH", "gone before");
        rig.poll("harbor_light");
        rig.turn();
        assertThat(rig.count("import_message WHERE import_id = 0")).isEqualTo(2);
        assertThat(rig.count("message")).as("no version more").isEqualTo(3);

        Imports.undo(rig.room, id);
        assertThat(rig.room.value("SELECT string_agg(text, '|' ORDER BY message_id) FROM message"))
                .isEqualTo("LONG  SOL|SHORT ETH");
    }

    private long imported(FakeChannel channel, String... texts) throws IOException {
        JsonArray messages = new JsonArray();
        for (int i = 0; i < texts.length; i++) {
            Instant at = i < 2 ? channel.at(i + 1).at() : rig.clock.instant();
            messages.add(new JsonObject()
                    .put("id", i + 1)
                    .put("type", "message")
                    .put("date_unixtime", String.valueOf(at.getEpochSecond()))
                    .put("text", texts[i]));
        }
        JsonObject chat = new JsonObject()
                .put("name", "Harbor Light")
                .put("type", "public_channel")
                .put("id", HARBOR)
                .put("messages", messages);
        Path file = Files.writeString(folder.resolve("result.json"), chat.encode());
        Imports.run(rig.room, file, Imports.ALL);
        return (Long) rig.room.value("SELECT max(id) FROM import_batch");
    }

    @Test
    void a_channel_that_is_called_otherwise_is_told_though_it_posts_nothing() {
        harbor("LONG SOL");
        rig.poll("harbor_light");
        rig.fake.channel(HARBOR, "Harbor_Light", "Harbor Lights", "LONG SOL");
        rig.turn();

        assertThat(source()).isEqualTo("preview Harbor Lights");
    }

    @Test
    void whoever_has_lost_the_lease_writes_nothing() {
        PreviewStore store = new PreviewStore(new Fenced(
                rig.room.pool, tx -> tx.query("SELECT 1 / 0 AS lost").execute().mapEmpty()));
        PreviewStore holder = new PreviewStore(new Fenced(rig.room.pool, tx -> Future.succeededFuture()));
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        await(holder.open("harbor_light", HARBOR, false, now));

        assertThat(await(store.reached("harbor_light", 9, now).map("written").otherwise(x -> "refused")))
                .isEqualTo("refused");
        assertThat(await(store.open("another", 7, false, now).map("written").otherwise(x -> "refused")))
                .isEqualTo("refused");
        assertThat(rig.room.value("SELECT count(*) || ' ' || max(read_to) FROM preview_channel"))
                .isEqualTo("1 0");
    }

    @Test
    void a_wish_for_fewer_calls_is_obeyed_by_who_shows_a_channel_before_it_is_added_too() {
        harbor("LONG SOL");
        rig.fake.throttle(1, 600);
        rig.deploy("harbor_light");
        rig.room.eventually(PreviewRig.SOON, () -> rig.state().equals("retrying"));
        await(rig.room.vertx.deployVerticle(
                new PreviewVerticle(rig.room.bus, URI.create(rig.fake.url()), "Signalroom/test", rig.clock)));

        assertThat(ask()).contains("fewer calls");
        assertThat(rig.fake.asked()).hasSize(1);
        rig.clock.set(rig.clock.instant().plusSeconds(601));
        assertThat(ask()).isEqualTo("shown");
    }

    private String ask() {
        return await(rig.room
                .bus
                .request(Addresses.PREVIEW_GET, new PreviewAsked("harbor_light"), Duration.ofSeconds(5))
                .map("shown")
                .otherwise(Throwable::getMessage));
    }

    @Test
    void a_fault_of_the_database_is_shown_no_longer_than_it_lasts() {
        rig.poll();
        assertThat(rig.state()).isEqualTo("paused");
        await(rig.room.pool.query("ALTER TABLE preview_channel RENAME TO away").execute());
        rig.clock.set(rig.clock.instant().plus(PreviewRig.TURN));
        rig.room.eventually(PreviewRig.SOON, () -> rig.state().equals("retrying"));
        assertThat(rig.detail()).contains("see to the database");
        await(rig.room.pool.query("ALTER TABLE away RENAME TO preview_channel").execute());

        rig.room.eventually(PreviewRig.SOON, () -> rig.state().equals("paused"));
    }

    @Test
    void a_page_that_failed_is_none_of_those_after_which_a_hole_is_given_up() {
        FakeChannel harbor = harbor("LONG SOL");
        rig.stop(rig.poll("harbor_light"));
        for (int i = 0; i < 70; i++) {
            harbor.post("post " + i);
        }
        rig.clock.set(rig.clock.instant().plus(Duration.ofHours(1)));
        rig.poll("harbor_light");
        assertThat(pages()).isEqualTo(0);
        rig.fake.throttle(1, 3);
        rig.clock.set(rig.clock.instant().plus(PreviewRig.TURN));
        rig.room.eventually(PreviewRig.SOON, () -> rig.state().equals("retrying"));

        assertThat(rig.asked("before=")).isEqualTo(1);
        assertThat(pages()).isEqualTo(0);
    }

    private Object pages() {
        return rig.room.value("SELECT hole_pages FROM preview_channel");
    }
}
