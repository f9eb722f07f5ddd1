package io.signalroom.telegram.preview;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.ChannelStore;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From preview pages to committed rows. */
@ExtendWith(Servers.class)
class PreviewSourceTest {
    private static final long HARBOR = 1_987_654_321L;
    private final PreviewRig rig = new PreviewRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private FakeChannel harbor(String... history) {
        return rig.fake.channel(HARBOR, "Harbor_Light", "Harbor Light", history);
    }

    @Test
    void what_was_there_before_is_history_and_what_comes_is_witnessed() {
        FakeChannel harbor = harbor("LONG SOL", "SHORT ETH");
        rig.poll("harbor_light");
        rig.clock.set(rig.clock.instant().plusSeconds(30));
        long post = harbor.post("LONG ARB");
        long notice = harbor.service();
        long album = harbor.album(3, "LONG BTC");
        rig.turn();

        assertThat(rig.stored(HARBOR, 1)).isEqualTo("1 LONG SOL imported");
        assertThat(rig.stored(HARBOR, 2)).isEqualTo("1 SHORT ETH imported");
        assertThat(rig.stored(HARBOR, post)).isEqualTo("1 LONG ARB witnessed");
        assertThat(rig.stored(HARBOR, notice)).as("a notice").isEqualTo("null");
        assertThat(rig.stored(HARBOR, album)).isEqualTo("1 LONG BTC witnessed");
        assertThat(rig.count("message")).isEqualTo(4);
        assertThat(rig.room.value("SELECT username || ' ' || title || ' ' || source FROM channel"))
                .isEqualTo("Harbor_Light Harbor Light preview");
        assertThat(rig.state()).isEqualTo("reading");
    }

    @Test
    void a_text_that_comes_back_is_three_versions_each_edited_when_it_was_seen() {
        FakeChannel harbor = harbor();
        harbor.post("hello");
        rig.poll("harbor_light");
        rig.clock.set(rig.clock.instant().plusSeconds(30));
        long post = harbor.post("stop 1");
        rig.turn();
        harbor.edit(post, "stop 2", false);
        rig.turn();
        Instant second = rig.clock.instant();
        harbor.edit(post, "stop 1");
        rig.turns(3);

        assertThat(rig.stored(HARBOR, post)).isEqualTo("1 stop 1 witnessed|2 stop 2 witnessed|3 stop 1 witnessed");
        assertThat(rig.room.value("SELECT edited_at FROM message WHERE revision = 1 AND message_id = " + post))
                .isNull();
        assertThat(rig.room.value("SELECT count(*) FROM message WHERE revision = 2 AND edited_at = '" + second + "'"))
                .isEqualTo(1L);
    }

    @Test
    void a_page_that_keeps_less_of_the_spacing_than_what_is_stored_tells_no_edit() {
        harbor("LONG SOL\nTP 190", "SHORT ETH");
        rig.room.post(Room.witnessed(HARBOR, 1, "LONG  SOL\n\nTP 190 "));
        rig.poll("harbor_light");
        rig.turn();
        assertThat(rig.stored(HARBOR, 1)).isEqualTo("1 LONG  SOL\n\nTP 190  witnessed");
        rig.room.post(Room.witnessed(HARBOR, 2, "SHORT  ETH"));

        assertThat(rig.stored(HARBOR, 2)).as("the other way round").isEqualTo("1 SHORT ETH imported");
    }

    @Test
    void a_post_that_was_edited_before_it_was_seen_says_so() {
        FakeChannel harbor = harbor("hello", "stop 1");
        harbor.edit(2, "stop 2");
        rig.poll("harbor_light");

        assertThat(rig.room.value("SELECT string_agg(message_id || ' ' || (edited_at IS NOT NULL), '|') FROM message"))
                .isEqualTo("1 false|2 true");
    }

    @Test
    void a_restart_goes_on_where_the_ledger_ends_and_fills_what_an_outage_left() {
        FakeChannel harbor = harbor("LONG SOL");
        String first = rig.poll("harbor_light");
        rig.stop(first);
        for (int i = 0; i < 70; i++) {
            harbor.post("post " + i);
        }
        rig.clock.set(rig.clock.instant().plus(Duration.ofHours(1)));
        String second = rig.poll("harbor_light");
        assertThat(rig.count("message")).as("the newest first").isEqualTo(21);
        rig.turn();
        rig.stop(second);
        rig.poll("harbor_light");
        rig.turns(8);

        assertThat(rig.count("message")).isEqualTo(71);
        assertThat(rig.count("message WHERE origin = 'witnessed'")).isEqualTo(70);
        assertThat(rig.room.value("SELECT hole_low FROM preview_channel")).isNull();
        assertThat(rig.detail()).doesNotContain("missing");
    }

    @Test
    void a_post_that_was_edited_before_it_was_seen_is_witnessed_if_it_is_fresh_and_history_after_that() {
        FakeChannel harbor = harbor("hello");
        String first = rig.poll("harbor_light");
        rig.stop(first);
        Instant now = rig.clock.instant().plus(Duration.ofHours(30));
        add(harbor, 2, now.minus(Duration.ofHours(2)));
        add(harbor, 3, now.minus(Duration.ofMinutes(2)));
        rig.clock.set(now);
        rig.poll("harbor_light");

        assertThat(rig.stored(HARBOR, 2)).isEqualTo("1 second thought imported");
        assertThat(rig.stored(HARBOR, 3)).isEqualTo("1 second thought witnessed");
        assertThat(rig.count("message WHERE message_id > 1 AND edited_at = '" + now + "'"))
                .isEqualTo(2);
    }

    private static void add(FakeChannel harbor, long id, Instant at) {
        harbor.add(new FakeChannel.Said(id, at, List.of("first", "second thought"), true, null, 1, false, null, null));
    }

    @Test
    void what_is_too_far_away_is_named_as_missing() {
        FakeChannel harbor = harbor("LONG SOL");
        String first = rig.poll("harbor_light");
        rig.stop(first);
        for (int i = 0; i < 600; i++) {
            harbor.post("post " + i);
        }
        rig.clock.set(rig.clock.instant().plus(Duration.ofHours(1)));
        rig.poll("harbor_light");
        rig.turns(2 * Progress.MOST_PAGES + 4);

        assertThat(rig.asked("before=")).isEqualTo(Progress.MOST_PAGES);
        assertThat(rig.count("message")).isEqualTo(1 + 20 * (Progress.MOST_PAGES + 1));
        assertThat(rig.detail()).contains("Posts of @harbor_light from 2026-03-02T12:00:00Z", "import an export");
        assertThat(rig.counted("signalroom.preview.gaps")).isEqualTo(1);
        assertThat(rig.state()).isEqualTo("reading");
    }

    @Test
    void two_channels_are_asked_for_one_after_the_other_each_once_a_minute_at_most() {
        harbor("LONG SOL");
        rig.fake.channel(7, "second_hand", "Second Hand", "SHORT ETH");
        rig.fake.delay(20);
        rig.poll("harbor_light", "second_hand");
        rig.pass(Duration.ofSeconds(59));
        assertThat(rig.fake.asked()).as("in the first minute").hasSize(2);
        rig.pass(Duration.ofSeconds(17));

        assertThat(rig.asked("/s/harbor_light")).isEqualTo(2);
        assertThat(rig.asked("/s/second_hand")).isEqualTo(2);
        assertThat(rig.fake.mostAtOnce()).isEqualTo(1);
        assertThat(rig.fake.connections()).isEqualTo(1);
        assertThat(rig.fake.asked())
                .allMatch(it -> it.agent().equals("Signalroom/test (desk@example.org)")
                        && it.language().equals("en"));
        assertThat(rig.room.value("SELECT string_agg(channel_id || ' ' || text, '|' ORDER BY channel_id) FROM message"))
                .isEqualTo("7 SHORT ETH|" + HARBOR + " LONG SOL");
    }

    @Test
    void a_channel_that_an_operator_added_by_its_name_is_read_and_takes_telegrams_id() {
        harbor("LONG SOL");
        rig.poll();
        assertThat(rig.state()).isEqualTo("paused");
        add(new ChannelInfo(0, "HARBOR_light", "Harbor", false));
        rig.turns(2);

        assertThat(rig.stored(HARBOR, 1)).isEqualTo("1 LONG SOL imported");
        assertThat(rig.room.value("SELECT string_agg(id || ' ' || username || ' ' || source, '|') FROM channel"))
                .isEqualTo(HARBOR + " Harbor_Light preview");
        long asked = rig.asked("/s/");
        rig.turn();
        assertThat(rig.asked("/s/")).as("still read").isEqualTo(asked + 1);
    }

    @Test
    void a_channel_that_is_known_by_its_id_stays_one_channel_when_its_name_is_added() {
        harbor("LONG SOL", "SHORT ETH");
        rig.room.post(Room.witnessed(HARBOR, 1, "LONG SOL"));
        await(rig.room
                .pool
                .query("UPDATE channel SET username = NULL, source = 'import', origin = 'imported'")
                .execute());
        add(new ChannelInfo(0, "harbor_light", "Harbor", false));
        String first = rig.poll();
        rig.stop(first);
        rig.poll();

        assertThat(rig.room.value("SELECT string_agg(id || ' ' || username || ' ' || source, '|') FROM channel"))
                .isEqualTo(HARBOR + " Harbor_Light preview");
        assertThat(rig.asked("/s/harbor_light")).as("also after a restart").isEqualTo(2);
        assertThat(rig.stored(HARBOR, 1)).isEqualTo("1 LONG SOL witnessed");
        assertThat(rig.stored(HARBOR, 2)).isEqualTo("1 SHORT ETH imported");
    }

    private void add(ChannelInfo channel) {
        await(rig.room.pool.withTransaction(tx -> new ChannelStore().create(tx, channel)));
    }

    @Test
    void a_name_that_went_to_another_channel_mixes_nothing() {
        harbor("LONG SOL", "SHORT ETH", "third");
        rig.poll("harbor_light");
        rig.fake.channel(7, "Harbor_Light", "Another", "SHORT BTC");
        rig.turns(3);

        assertThat(rig.room.value("SELECT string_agg(channel_id || ' ' || text, '|' ORDER BY channel_id, message_id)"
                        + " FROM message"))
                .isEqualTo("7 SHORT BTC|" + HARBOR + " LONG SOL|" + HARBOR + " SHORT ETH|" + HARBOR + " third");
        assertThat(rig.count("preview_watch")).isZero();
        assertThat(List.of(rig.state(), String.valueOf(rig.count("message_deletion"))))
                .containsExactly("reading", "0");
    }
}
