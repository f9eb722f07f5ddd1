package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.PostKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LivePostsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static List<DemoPost> posts(LivePosts live, int count) {
        List<DemoPost> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posts.add(live.next(START.plusSeconds(20L * i)));
        }
        return posts;
    }

    @Test
    void message_ids_go_on_after_the_last_and_never_repeat() {
        Map<Long, Long> last = new HashMap<>();
        for (DemoPost post : posts(new LivePosts(8, channel -> 70_000 - channel), 20_000)) {
            if (!post.edit()) {
                long channel = post.post().channelId();
                assertThat(post.post().messageId()).isGreaterThan(last.getOrDefault(channel, 70_000 - channel));
                last.put(channel, post.post().messageId());
            }
        }
        assertThat(last).hasSize(50);
    }

    @Test
    void every_post_and_edit_carries_the_time_it_was_asked_for() {
        LivePosts live = new LivePosts(8);
        for (int i = 0; i < 5_000; i++) {
            Instant now = START.plusSeconds(15L * i);
            assertThat(live.next(now.plusMillis(300)).at()).isEqualTo(now);
        }
    }

    @Test
    void a_clock_that_is_set_back_does_not_set_posts_back() {
        LivePosts live = new LivePosts(8);
        live.next(START);
        assertThat(live.next(START.minusSeconds(90)).at()).isEqualTo(START);
    }

    @Test
    void an_afternoon_has_calls_answers_edits_and_noise() {
        List<DemoPost> posts = posts(new LivePosts(8), 1_500);
        Map<PostKind, Long> kinds =
                posts.stream().collect(Collectors.groupingBy(DemoPost::written, Collectors.counting()));
        assertThat(kinds).containsOnlyKeys(PostKind.values());
        assertThat(posts).anyMatch(DemoPost::edit);
        assertThat(posts)
                .anyMatch(post -> post.post().replyTo() != null
                        && post.truth() != null
                        && post.truth().symbol() == null);
    }

    @Test
    void answers_name_posts_of_their_channel() {
        Map<Long, List<Long>> written = new HashMap<>();
        for (DemoPost post : posts(new LivePosts(9), 5_000)) {
            List<Long> channel = written.computeIfAbsent(post.post().channelId(), id -> new ArrayList<>());
            if (post.post().replyTo() != null) {
                assertThat(channel).contains(post.post().replyTo());
            }
            channel.add(post.post().messageId());
        }
    }

    @Test
    void equal_seeds_and_times_give_equal_posts() {
        assertThat(posts(new LivePosts(8), 300)).isEqualTo(posts(new LivePosts(8), 300));
    }
}
