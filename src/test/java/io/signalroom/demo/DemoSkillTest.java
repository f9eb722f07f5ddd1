package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoSkillTest {
    private final DemoWriter writer = new DemoWriter(21, DemoWriterTest.END, 15_000);
    private final List<DemoPost> posts = DemoWriterTest.firstVersions(DemoWriterTest.all(writer.events()));
    private final Map<String, Long> ids =
            writer.channels().stream().collect(Collectors.toMap(ChannelInfo::username, ChannelInfo::id));

    @Test
    void channels_of_skill_reach_their_first_target_more_often() {
        assertThat(wins("demo_pelican_desk")).isGreaterThan(wins("demo_velvet_bull") + 0.15);
    }

    @Test
    void calls_sit_near_the_price_of_their_moment() {
        assertThat(calls("demo_copper_otter")).isNotEmpty().allSatisfy(post -> {
            double price =
                    writer.prices().value(post.truth().symbol(), post.at().getEpochSecond());
            assertThat(post.truth().entries())
                    .anySatisfy(entry -> assertThat(entry.doubleValue() / price).isBetween(0.99, 1.01));
        });
    }

    private double wins(String username) {
        return calls(username).stream().mapToInt(this::won).average().orElseThrow();
    }

    private List<DemoPost> calls(String username) {
        return posts.stream()
                .filter(p -> p.post().channelId() == ids.get(username))
                .filter(p -> p.written() == PostKind.TRADE_SIGNAL)
                .filter(p -> !p.truth().targets().isEmpty() && p.truth().stopLoss() != null)
                .toList();
    }

    /** 1 if the first target is touched before the stop within two days, looking every five minutes. */
    private int won(DemoPost post) {
        SignalFields truth = post.truth();
        int up = truth.side().bullish() ? 1 : -1;
        for (int minutes = 5; minutes <= 2_880; minutes += 5) {
            double price = writer.prices().value(truth.symbol(), post.at().getEpochSecond() + minutes * 60L);
            if (up * (price - truth.stopLoss().doubleValue()) <= 0) {
                return 0;
            }
            if (up * (price - truth.targets().get(0).doubleValue()) >= 0) {
                return 1;
            }
        }
        return 0;
    }
}
