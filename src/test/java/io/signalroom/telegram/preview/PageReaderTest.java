package io.signalroom.telegram.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Forward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PageReaderTest {
    @Example
    void the_sample_is_read_as_telegram_means_it() {
        PreviewPage page = PageReader.read(sample("tme-s-page.html"));

        assertThat(page.channel())
                .contains(new PreviewPage.Channel(
                        Optional.of(1_987_654_321L),
                        "harborlight_signals",
                        "Harbor Light Signals",
                        Optional.of("27.4K")));
        assertThat(page.unreadable()).isZero();
        assertThat(page.withheld()).isFalse();
        assertThat(page.posts()).extracting(PreviewPost::messageId).containsExactly(2L, 3L, 4L, 5L, 6L, 9L);
        assertThat(page.posts().get(0).text())
                .isEqualTo("🚀 NEW CALL\n#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nTP2: 198\nSL: 176.9\n"
                        + "Leverage: 5x\nchart");
        assertThat(page.posts().get(2))
                .isEqualTo(new PreviewPost(
                        4,
                        Instant.parse("2026-03-01T11:00:00Z"),
                        true,
                        false,
                        "ARB short from $1.1034, stop 1.1365, target 1.05",
                        Optional.empty(),
                        Optional.empty()));
    }

    @Example
    void what_is_quoted_is_not_said_and_doubled_text_is_said_once() {
        PreviewPage page = PageReader.read(sample("tme-s-page.html"));

        PreviewPost answer = page.posts().get(3);
        assertThat(answer.text()).isEqualTo("#SOL TP1 hit ✅ +5.2%");
        assertThat(answer.replyTo()).contains(2L);
        PreviewPost notice = page.posts().get(4);
        assertThat(notice.service()).isTrue();
        assertThat(notice.text()).isEmpty();
        PreviewPost forward = page.posts().get(5);
        assertThat(forward.text()).isEqualTo("$ETH looks heavy, thinking about a short");
        assertThat(forward.forwardedFrom()).contains(new Forward(null, "macro_notes_demo", 88L, "Macro Notes", null));
    }

    @Example
    void who_said_it_first_is_told_as_far_as_the_page_does() {
        assertThat(
                        forwarded(
                                "<a class=\"tgme_widget_message_forwarded_from_name\" href=\"https://t.me/someone\">Some One</a>"))
                .contains(new Forward(null, null, null, "Some One", null));
        assertThat(forwarded("<span class=\"tgme_widget_message_forwarded_from_name\">Hidden</span>"))
                .contains(new Forward(null, null, null, "Hidden", null));
        assertThat(
                        forwarded(
                                "<a class=\"tgme_widget_message_forwarded_from_name\" href=\"https://elsewhere.example/a/88\">A</a>"))
                .contains(new Forward(null, null, null, "A", null));
        assertThat(forwarded("<a class=\"tgme_widget_message_forwarded_from_name\" href=\"https://t.me/a b/88\">A</a>"))
                .contains(new Forward(null, null, null, "A", null));
        assertThat(forwarded("")).contains(new Forward(null, null, null, null, null));
    }

    private static Optional<Forward> forwarded(String inside) {
        String whole = "Forwarded from&nbsp;<a class=\"tgme_widget_message_forwarded_from_name\""
                + " href=\"https://t.me/macro_notes_demo/88\"><span dir=\"auto\">Macro Notes</span></a>";
        String page = sample("tme-s-page.html");
        assertThat(page).contains(whole);
        return PageReader.read(page.replace(whole, inside)).posts().get(5).forwardedFrom();
    }

    @Example
    void no_posts_may_mean_that_telegram_wants_fewer_calls() {
        assertThat(PageReader.read(sample("tme-s-none.html")).withheld()).isTrue();
    }

    @Example
    void no_channel_on_the_page_is_no_preview() {
        assertThat(PageReader.read("<html><body>Contact @somebody</body></html>")
                        .channel())
                .isEmpty();
    }

    @Example
    void pages_that_are_written_in_another_way_are_noticed() {
        PreviewPage page = PageReader.read(sample("tme-s-page.html").replace("data-post", "data-message"));
        assertThat(page.posts()).isEmpty();
        assertThat(page.unreadable()).isEqualTo(6);
        assertThat(page.changed()).isTrue();
    }

    @Example
    void a_page_on_which_nothing_looks_like_a_post_is_no_silent_channel() {
        PreviewPage page = PageReader.read(sample("tme-s-page.html").replace("tgme_widget_message ", "tgme_post "));
        assertThat(page.posts()).isEmpty();
        assertThat(page.changed()).isTrue();
    }

    @Example
    void who_signs_a_post_does_not_make_it_edited() {
        PreviewPage page = PageReader.read(
                sample("tme-s-page.html").replace(">Mara</span>, edited &nbsp;<", ">The accredited desk</span>, <"));
        assertThat(page.posts()).noneMatch(PreviewPost::edited);
    }

    @Example
    void an_answer_to_something_odd_is_still_a_post() {
        PreviewPage page = PageReader.read(sample("tme-s-page.html")
                .replace(
                        "href=\"https://t.me/harborlight_signals/2\"><div",
                        "href=\"https://t.me/harborlight_signals/2?single\"><div"));
        assertThat(page.unreadable()).isZero();
        assertThat(page.posts().get(3).replyTo()).isEmpty();
    }

    @Example
    void a_broken_post_costs_no_other() {
        PreviewPage page = PageReader.read(sample("tme-s-page.html").replace("2026-03-01T10:00:00", "yesterday"));
        assertThat(page.posts()).extracting(PreviewPost::messageId).containsExactly(2L, 4L, 5L, 6L, 9L);
        assertThat(page.unreadable()).isEqualTo(1);
        assertThat(page.changed()).isFalse();
    }

    @Property(tries = 300)
    void whatever_happens_to_the_bytes_nothing_is_thrown(
            @ForAll @IntRange(max = 11_000) int at, @ForAll byte flip, @ForAll @IntRange(max = 40) int cut) {
        byte[] bytes = sample("tme-s-page.html").getBytes(StandardCharsets.UTF_8);
        bytes[at % bytes.length] ^= flip;
        String broken = new String(bytes, 0, bytes.length - cut * cut, StandardCharsets.UTF_8);

        PreviewPage page = PageReader.read(broken);
        assertThat(page.posts().size() + page.unreadable()).isLessThanOrEqualTo(7);
    }

    @Property(tries = 300)
    void whatever_a_broken_page_says_something_can_be_made_of_it(
            @ForAll @IntRange(max = 40_000) int at, @ForAll byte flip, @ForAll boolean single) {
        FakeChannel channel = ReadPage.channel(7, List.of());
        IntStream.range(0, 25).forEach(i -> channel.post("post " + i));
        String whole = single ? FakePage.single(channel, channel.at(3)) : FakePage.of(channel, null, null);
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        bytes[at % bytes.length] ^= flip;
        String broken = new String(bytes, StandardCharsets.UTF_8);

        assertThat(PostCheck.read(broken)).isNotEqualTo(PostCheck.GONE);
        PreviewAnswer answer = PreviewAnswer.of("harbor", PageReader.read(broken));
        Instant now = Instant.now();
        Progress progress = new Progress(7, now, now, 2, Optional.empty());
        if (answer.kind() == PreviewAnswer.Kind.PAGE) {
            assertThat(new PagePosts(progress, Map.of(), now).versions(answer.page()))
                    .hasSizeLessThanOrEqualTo(20);
            assertThat(progress.below(answer.page())).isNotNull();
        } else {
            assertThat(answer.words()).isNotBlank();
        }
    }

    @Example
    void the_page_of_a_post_that_is_gone_says_so() {
        assertThat(PostCheck.read(sample("tme-embed-missing.html"))).isEqualTo(PostCheck.GONE);
        assertThat(PostCheck.read("<html>Not now</html>")).isEqualTo(PostCheck.UNCLEAR);
    }

    private static String sample(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/telegram", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
