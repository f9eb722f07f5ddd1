package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.PostKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoWriterTest {
    static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    private static List<DemoEvent> events;
    private static List<DemoPost> posts;
    private static Map<Long, String> usernames;

    @BeforeAll
    static void write() {
        DemoWriter writer = new DemoWriter(11, END, 20_000);
        events = all(writer.events());
        posts = firstVersions(events);
        usernames = writer.channels().stream().collect(Collectors.toMap(ChannelInfo::id, ChannelInfo::username));
    }

    static List<DemoEvent> all(Iterator<DemoEvent> iterator) {
        List<DemoEvent> events = new ArrayList<>();
        iterator.forEachRemaining(events::add);
        return events;
    }

    static List<DemoPost> firstVersions(List<DemoEvent> events) {
        return events.stream()
                .filter(DemoPost.class::isInstance)
                .map(DemoPost.class::cast)
                .filter(post -> !post.edit())
                .toList();
    }

    @Test
    void the_same_seed_writes_the_same_year() {
        assertThat(all(new DemoWriter(11, END, 20_000).events())).isEqualTo(events);
    }

    @Test
    void one_writer_can_be_read_twice() {
        DemoWriter writer = new DemoWriter(3, END, 500);
        assertThat(all(writer.events())).isEqualTo(all(writer.events()));
    }

    @Test
    void another_seed_writes_another_year() {
        List<DemoPost> others = firstVersions(all(new DemoWriter(12, END, 20_000).events()));
        TreeSet<String> texts =
                others.stream().map(p -> p.post().text()).collect(Collectors.toCollection(TreeSet::new));
        long same = posts.stream()
                .filter(p -> p.written() == PostKind.TRADE_SIGNAL)
                .filter(p -> texts.contains(p.post().text()))
                .count();
        assertThat(same).isLessThan(5);
    }

    @Test
    void the_fifty_channels_are_invented_and_say_so() {
        List<ChannelInfo> channels = new DemoWriter(1, END, 1).channels();
        assertThat(channels).hasSize(50).allMatch(ChannelInfo::demo);
        assertThat(channels.get(0).id()).isEqualTo(-1_000_001);
        assertThat(channels).extracting(ChannelInfo::id).doesNotHaveDuplicates().allMatch(id -> id < 0);
        assertThat(channels)
                .extracting(ChannelInfo::username)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("demo_[a-z_]{3,27}"));
        assertThat(channels).extracting(ChannelInfo::title).doesNotHaveDuplicates();
        assertThat(usernames.keySet())
                .containsAll(posts.stream().map(p -> p.post().channelId()).toList());
    }

    @Test
    void there_are_two_hundred_tokens() {
        assertThat(Token.all()).hasSize(200).extracting(Token::symbol).doesNotHaveDuplicates();
        assertThat(Token.all()).extracting(Token::price).allMatch(price -> price > 4e-7 && price < 1e5);
    }

    @Test
    void every_kind_has_its_share() {
        Map<PostKind, Long> count =
                posts.stream().collect(Collectors.groupingBy(DemoPost::written, Collectors.counting()));
        assertThat(count.get(PostKind.TRADE_SIGNAL)).isBetween(5_000L, 7_000L);
        assertThat(count.get(PostKind.SIGNAL_UPDATE)).isBetween(2_400L, 4_000L);
        assertThat(count.get(PostKind.TOKEN_LAUNCH)).isBetween(700L, 1_400L);
        assertThat(count.get(PostKind.LISTING)).isBetween(300L, 600L);
        assertThat(count.get(PostKind.PUMP_ALERT)).isBetween(300L, 700L);
        assertThat(count.get(PostKind.NOISE)).isBetween(7_000L, 10_000L);
    }

    @Test
    void edits_and_deletions_come_on_top() {
        long edits =
                events.stream().filter(e -> e instanceof DemoPost p && p.edit()).count();
        long deletions = events.stream().filter(DemoDeletion.class::isInstance).count();
        assertThat(posts).hasSize(20_000);
        assertThat(edits).isBetween(100L, 800L);
        assertThat(deletions).isBetween(100L, 800L);
    }

    @Test
    void every_layout_appears_in_twenty_thousand_posts() {
        World world = new World(1);
        Map<PostKind, List<Layouts>> files = Map.of(
                PostKind.TRADE_SIGNAL, List.of(world.trades),
                PostKind.SIGNAL_UPDATE, List.of(world.updates, world.multiples),
                PostKind.TOKEN_LAUNCH, List.of(world.launches),
                PostKind.LISTING, List.of(world.listings),
                PostKind.PUMP_ALERT, List.of(world.pumps),
                PostKind.NOISE, List.of(world.noise));
        files.forEach((kind, layouts) -> assertThat(
                        posts.stream().filter(p -> p.written() == kind).map(DemoPost::layout))
                .as(kind.wire())
                .containsAll(layouts.stream()
                        .flatMap(file -> file.all().stream())
                        .map(Layout::name)
                        .toList()));
        assertThat(world.trades.all())
                .hasSizeGreaterThan(50)
                .extracting(Layout::lang)
                .contains("ru", "uk", "es", "pt", "tr", "ar", "fa", "ko", "zh", "de", "fr");
    }

    @Test
    void an_edit_changes_the_text_and_keeps_the_rest() {
        Map<String, DemoPost> first =
                posts.stream().collect(Collectors.toMap(DemoWriterTest::key, Function.identity()));
        events.stream()
                .filter(e -> e instanceof DemoPost p && p.edit())
                .map(DemoPost.class::cast)
                .forEach(edit -> {
                    DemoPost original = first.get(key(edit));
                    assertThat(edit.post().text()).isNotEqualTo(original.post().text());
                    assertThat(edit.post().postedAt()).isEqualTo(original.post().postedAt());
                    assertThat(edit.layout()).isEqualTo(original.layout());
                    assertThat(edit.truth().symbol()).isEqualTo(original.truth().symbol());
                    assertThat(edit.truth().targets())
                            .isEqualTo(original.truth().targets());
                });
    }

    @Test
    void channels_that_admit_losses_take_nothing_back_and_those_that_do_not_do() {
        Map<String, Long> deletions = events.stream()
                .filter(DemoDeletion.class::isInstance)
                .collect(Collectors.groupingBy(
                        e -> usernames.get(((DemoDeletion) e).channelId()), Collectors.counting()));
        assertThat(deletions).doesNotContainKey("demo_circuit_finch");
        assertThat(deletions.get("demo_velvet_bull")).isGreaterThan(20);
    }

    @Test
    void copy_channels_repeat_the_words_of_others_within_a_minute() {
        Map<String, Instant> said = new HashMap<>();
        long copies = 0;
        for (DemoPost post : posts) {
            String copier = usernames.get(post.post().channelId());
            if (copier.equals("demo_pelican_mirror") && post.written() == PostKind.TRADE_SIGNAL) {
                assertThat(said.get(post.post().text())).isBetween(post.at().minusSeconds(60), post.at());
                copies++;
            } else if (copier.equals("demo_pelican_desk")) {
                said.put(post.post().text(), post.at());
            }
        }
        assertThat(copies).isGreaterThan(50);
    }

    @Test
    void several_channels_sometimes_call_one_coin_within_minutes() {
        List<DemoPost> calls =
                posts.stream().filter(p -> p.written() == PostKind.TRADE_SIGNAL).toList();
        long bursts = 0;
        for (int i = 0; i + 2 < calls.size(); i++) {
            DemoPost first = calls.get(i);
            long joined = calls.subList(i + 1, Math.min(calls.size(), i + 10)).stream()
                    .filter(p -> p.at().isBefore(first.at().plusSeconds(900)))
                    .filter(p -> p.truth().symbol().equals(first.truth().symbol()))
                    .map(p -> p.post().channelId())
                    .distinct()
                    .count();
            bursts += joined >= 2 ? 1 : 0;
        }
        assertThat(bursts).isGreaterThan(50);
    }

    @Test
    void people_post_by_day_and_on_weekdays() {
        assertThat(hours(14)).isGreaterThan(2 * hours(2));
        assertThat(days(DayOfWeek.WEDNESDAY)).isGreaterThan(days(DayOfWeek.SUNDAY) * 5 / 4);
    }

    @Test
    void there_is_no_year_without_posts_and_no_post_after_the_last() {
        assertThatThrownBy(() -> new DemoWriter(1, END, 0)).isInstanceOf(IllegalArgumentException.class);
        Iterator<DemoEvent> one = new DemoWriter(1, END, 1).events();
        assertThat(one.next()).isInstanceOf(DemoPost.class);
        assertThat(one).isExhausted();
        assertThatThrownBy(one::next).isInstanceOf(NoSuchElementException.class);
    }

    private static long hours(int hour) {
        return times().filter(t -> t.getHour() == hour).count();
    }

    private static long days(DayOfWeek day) {
        return times().filter(t -> t.getDayOfWeek() == day).count();
    }

    private static Stream<ZonedDateTime> times() {
        return posts.stream().map(p -> p.at().atZone(ZoneOffset.UTC));
    }

    private static String key(DemoPost post) {
        return post.post().channelId() + "/" + post.post().messageId();
    }
}
