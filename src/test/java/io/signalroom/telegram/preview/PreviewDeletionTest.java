package io.signalroom.telegram.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A post counts as deleted when its own page has said so twice, an hour apart. */
@ExtendWith(Servers.class)
class PreviewDeletionTest {
    private static final long HARBOR = 1_987_654_321L;
    private final PreviewRig rig = new PreviewRig();
    private final FakeChannel harbor =
            rig.fake.channel(HARBOR, "harbor_light", "Harbor Light", "one", "two", "three", "four");

    @AfterEach
    void close() {
        rig.close();
    }

    private long deletions() {
        return rig.count("message_deletion");
    }

    @Test
    void two_answers_an_hour_apart_make_a_deletion_also_across_a_restart() {
        String first = rig.poll("harbor_light");
        harbor.delete(3);
        rig.turns(3);
        assertThat(rig.asked("/harbor_light/3?embed=1&mode=tme")).isEqualTo(1);
        assertThat(deletions()).as("after one answer").isZero();
        rig.turns(10);
        assertThat(rig.asked("embed=1")).as("within the hour").isEqualTo(1);
        rig.stop(first);
        rig.clock.set(rig.clock.instant().plus(Duration.ofHours(1)));
        rig.poll("harbor_light");
        rig.turns(3);

        assertThat(rig.asked("/harbor_light/3?embed=1&mode=tme")).isEqualTo(2);
        assertThat(rig.room.value("SELECT channel_id || ' ' || message_id FROM message_deletion"))
                .isEqualTo(HARBOR + " 3");
        assertThat(rig.count("preview_watch")).isZero();
        assertThat(rig.room.value("SELECT deletions FROM channel")).isEqualTo(1L);
        rig.turns(5);
        assertThat(rig.asked("embed=1")).as("no third time").isEqualTo(2);
    }

    @Test
    void the_newest_and_the_oldest_post_can_go_too() {
        rig.poll("harbor_light");
        harbor.delete(4);
        harbor.delete(1);
        rig.turns(5);
        rig.pass(Duration.ofHours(1));
        rig.turns(5);

        assertThat(rig.room.value("SELECT string_agg(message_id::text, ' ' ORDER BY message_id) FROM message_deletion"))
                .isEqualTo("1 4");
    }

    @Test
    void a_post_that_the_page_leaves_out_and_its_own_page_shows_is_not_deleted() {
        long album = harbor.album(3, "pictures");
        rig.poll("harbor_light");
        rig.room.post(Room.witnessed(HARBOR, album + 1, "")); // as a bot hears it
        rig.turns(3);
        rig.pass(Duration.ofHours(2));
        rig.turns(3);

        assertThat(rig.asked("embed=1")).as("asked for once a day").isEqualTo(1);
        assertThat(deletions()).isZero();
        assertThat(rig.room.value("SELECT there FROM preview_watch")).isEqualTo(true);
    }

    @Test
    void a_post_that_comes_back_is_forgotten() {
        rig.poll("harbor_light");
        FakeChannel.Said three = harbor.at(3);
        harbor.delete(3);
        rig.turns(3);
        assertThat(rig.count("preview_watch")).isEqualTo(1);
        harbor.add(three);
        rig.turns(2);

        assertThat(rig.count("preview_watch")).isZero();
        rig.pass(Duration.ofHours(2));
        rig.turns(2);
        assertThat(deletions()).isZero();
    }

    @Test
    void an_answer_that_says_something_else_proves_nothing() {
        rig.poll("harbor_light");
        harbor.delete(3);
        rig.turn();
        rig.fake.fault(request -> request.response().end("<div class=\"tgme_widget_message_error\">Try later</div>"));
        rig.turn();
        rig.fake.fault(null);
        rig.turns(3);

        assertThat(rig.counted("signalroom.preview.checks", "answer", "unclear"))
                .isEqualTo(1);
        assertThat(deletions()).isZero();
    }

    @Test
    void no_more_than_a_bounded_number_is_watched_and_the_rest_is_counted() {
        rig.poll("harbor_light");
        Room.await(rig.room
                .pool
                .query("INSERT INTO preview_watch (channel_id, message_id, missed_at, check_at) SELECT 7, i,"
                        + " '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z' FROM generate_series(1, 499) i")
                .execute());
        harbor.delete(1);
        harbor.delete(2);
        harbor.delete(3);
        rig.turn();

        assertThat(rig.count("preview_watch")).isEqualTo(Watch.MOST);
        assertThat(rig.counted("signalroom.preview.unwatched")).isEqualTo(2);
    }
}
