package io.signalroom.telegram.preview;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.BotFaults;
import io.signalroom.testing.Servers;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can come instead of a page: nothing is concluded from it, nothing lost by it, and people are told. */
@ExtendWith(Servers.class)
class PreviewFaultsTest {
    private static final long HARBOR = 1_987_654_321L;
    private final PreviewRig rig = new PreviewRig();
    private final FakeChannel harbor = rig.fake.channel(HARBOR, "harbor_light", "Harbor Light", "one", "two", "three");

    @AfterEach
    void close() {
        rig.close();
    }

    private void awaitState(String state) {
        rig.room.eventually(PreviewRig.SOON, () -> rig.state().equals(state));
    }

    @Test
    void a_wish_for_fewer_calls_is_obeyed_for_all_channels() {
        rig.fake.channel(7, "second_hand", "Second Hand", "SHORT ETH");
        rig.fake.throttle(1, 3);
        rig.deploy("harbor_light", "second_hand");
        awaitState("retrying");
        assertThat(rig.detail()).contains("3 seconds");
        rig.clock.set(rig.clock.instant().plusSeconds(2));
        await(rig.room.vertx.timer(500));
        assertThat(rig.fake.asked()).as("while it is to wait").hasSize(1);

        rig.room.eventually(PreviewRig.SOON, () -> {
            rig.clock.set(rig.clock.instant().plusSeconds(5));
            return rig.count("message") == 4;
        });
        awaitState("reading");
    }

    @Test
    void a_page_without_posts_is_no_empty_channel() {
        rig.poll("harbor_light");
        rig.fake.withhold(1);
        rig.turn();
        awaitState("retrying");
        assertThat(rig.count("preview_watch")).isZero();
        long asked = rig.asked("/s/");
        rig.turns(3);
        assertThat(rig.asked("/s/")).as("left alone for a while").isEqualTo(asked);
        harbor.post("four");
        rig.pass(Duration.ofMinutes(10));

        awaitState("reading");
        assertThat(rig.stored(HARBOR, 4)).startsWith("1 four");
        assertThat(rig.count("message_deletion")).isZero();
        assertThat(rig.counted("signalroom.preview.pages", "answer", "withheld"))
                .isEqualTo(1);
    }

    @Test
    void a_page_that_is_written_in_another_way_is_an_alarm_and_changes_nothing() {
        rig.poll("harbor_light");
        rig.fake.breakMarkup(true);
        rig.turn();
        awaitState("blocked");
        assertThat(rig.detail()).contains("not written as this version reads them", "Look for a newer version");
        assertThat(rig.counted("signalroom.preview.pages", "answer", "changed")).isEqualTo(1);
        assertThat(rig.count("message")).isEqualTo(3);
        assertThat(rig.count("preview_watch")).isZero();
        rig.fake.breakMarkup(false);
        harbor.edit(2, "zwei");
        rig.pass(Duration.ofMinutes(13));

        awaitState("reading");
        assertThat(rig.stored(HARBOR, 2)).isEqualTo("1 two imported|2 zwei imported");
    }

    @Test
    void texts_that_seem_to_be_lost_are_an_alarm_and_no_edits() {
        rig.poll("harbor_light");
        List.of(1L, 2L, 3L).forEach(post -> harbor.edit(post, ""));
        rig.turn();

        awaitState("blocked");
        assertThat(rig.count("message")).isEqualTo(3);
    }

    @Test
    void a_name_without_a_preview_is_told_with_its_cure_and_seldom_asked_for() {
        rig.poll("harbor_light", "nobody_here");
        assertThat(rig.detail()).contains("@nobody_here", "A bot that is its administrator can read it");
        assertThat(rig.state()).as("the other is read").isEqualTo("reading");
        rig.turns(20);
        assertThat(rig.asked("/s/nobody_here")).isEqualTo(1);
        rig.pass(Duration.ofMinutes(150));
        assertThat(rig.asked("/s/nobody_here")).isEqualTo(2);
        harbor.close(true);
        rig.turn();

        awaitState("blocked");
        assertThat(rig.count("message")).isEqualTo(3);
    }

    @Test
    void garbage_a_drip_and_broken_connections_cost_nothing_but_time() {
        rig.poll("harbor_light");
        List<Consumer<HttpServerRequest>> faults = List.of(
                BotFaults.answer(200, "\u0000\u0001<<<not a page"),
                BotFaults.answer(502, "Bad gateway"),
                BotFaults.drip(rig.room.vertx),
                BotFaults.cut(),
                BotFaults.cutInside(),
                BotFaults.endless());
        for (Consumer<HttpServerRequest> fault : faults) {
            rig.fake.fault(fault);
            rig.clock.set(rig.clock.instant().plus(PreviewRig.TURN));
            awaitState("retrying");
            rig.fake.fault(null);
            long post = harbor.post("after " + rig.fake.asked().size());
            rig.room.eventually(PreviewRig.SOON, () -> {
                rig.clock.set(rig.clock.instant().plusSeconds(10));
                return rig.count("message WHERE message_id = " + post) == 1;
            });
            awaitState("reading");
        }
        assertThat(rig.count("message")).isEqualTo(3 + faults.size());
        assertThat(rig.count("preview_watch")).isZero();
    }
}
