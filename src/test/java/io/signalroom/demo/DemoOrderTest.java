package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DemoOrderTest {
    @Property(tries = 60)
    void any_year_is_complete_and_in_order(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int count) {
        Instant end = DemoWriterTest.END;
        List<DemoEvent> events = DemoWriterTest.all(new DemoWriter(seed, end, count).events());
        Map<Long, Long> lastId = new HashMap<>();
        Set<String> written = new HashSet<>();
        Instant now = end.minus(Duration.ofDays(365));
        for (DemoEvent event : events) {
            assertThat(event.at()).isBetween(now, end);
            now = event.at();
            if (event instanceof DemoDeletion deletion) {
                assertThat(written).contains(deletion.channelId() + "/" + deletion.messageId());
            } else if (event instanceof DemoPost post) {
                check(post, lastId, written);
            }
        }
        assertThat(written).hasSize(count);
    }

    private static void check(DemoPost demo, Map<Long, Long> lastId, Set<String> written) {
        var post = demo.post();
        String key = post.channelId() + "/" + post.messageId();
        assertThat(post.text()).isNotBlank().hasSizeLessThanOrEqualTo(4_096).doesNotContain("{", "}", "[[", "null");
        assertThat(post.origin()).isEqualTo(Origin.DEMO);
        assertThat(demo.truth() == null).isEqualTo(demo.written() == PostKind.NOISE);
        if (demo.edit()) {
            assertThat(written).contains(key);
            return;
        }
        assertThat(post.messageId()).isGreaterThan(lastId.getOrDefault(post.channelId(), 0L));
        lastId.put(post.channelId(), post.messageId());
        written.add(key);
        if (post.replyTo() != null) {
            assertThat(written).contains(post.channelId() + "/" + post.replyTo());
        }
    }
}
