package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Post;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where posts were forwarded from, as both forms of exports tell it. */
class ExportedForwardsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/telegram");

    private static Forward ofJson(String fields) {
        return ReadExport.posts("""
                        {"name": "Harbor", "type": "public_channel", "id": 1987654321, "messages": [
                         {"id": 1, "type": "message", "date_unixtime": "1772355600"%s, "text": "a"}]}""".formatted(fields)).get(0).forwardedFrom();
    }

    @Test
    void json_tells_a_name_and_of_newer_programs_the_channel() throws IOException {
        List<Post> sample = ReadExport.posts(Files.readString(SAMPLES.resolve("result.json")));
        assertThat(sample)
                .extracting(Post::forwardedFrom)
                .containsExactly(null, null, null, null, new Forward(null, null, null, "Macro Notes", null));

        assertThat(ofJson("")).isNull();
        assertThat(ofJson(", \"forwarded_from\": null")).isEqualTo(new Forward(null, null, null, null, null));
        assertThat(ofJson(", \"forwarded_from\": \"A\", \"forwarded_from_id\": \"channel1555000111\""))
                .isEqualTo(new Forward(1_555_000_111L, null, null, "A", null));
        assertThat(ofJson(", \"forwarded_from\": \"A\", \"forwarded_from_id\": \"user5\""))
                .isEqualTo(new Forward(null, null, null, "A", null));
        assertThat(ofJson(", \"forwarded_from\": [5], \"forwarded_from_id\": \"channelx\""))
                .isEqualTo(new Forward(null, null, null, null, null));
    }

    private static List<Post> ofHtml(String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        ExportEntry entry = new ExportEntry(bytes.length, Long.MAX_VALUE, () -> new ByteArrayInputStream(bytes));
        ExportProgress progress = new ExportProgress(bytes.length, bytes.length);
        ImportOptions options = new ImportOptions(null, null, null, false, "7", false);
        ChannelInfo channel = new ChannelInfo(7, null, "", false);
        try (PostReader reader = new HtmlReader(List.of(entry), null, progress, () -> {}, options, channel)) {
            return List.copyOf(reader.next(100).posts);
        }
    }

    @Test
    void html_tells_a_name_and_when() throws IOException {
        List<Post> sample = ofHtml(Files.readString(SAMPLES.resolve("html/messages2.html")));
        assertThat(sample.get(sample.size() - 1).forwardedFrom())
                .isEqualTo(new Forward(null, null, null, "Deep Water Desk", Instant.parse("2026-02-28T07:00:00Z")));
        assertThat(sample.subList(0, sample.size() - 1))
                .extracting(Post::forwardedFrom)
                .containsOnlyNulls();
    }

    private static String message(int id, String forwarded) {
        return """
                <div class="message default clearfix" id="message%d"><div class="body">
                <div class="pull_right date details" title="01.03.2026 11:00:00 UTC+02:00">11:00</div>
                %s</div></div>""".formatted(id, forwarded);
    }

    @Test
    void a_name_that_html_writes_once_holds_for_the_posts_that_are_joined_to_it() throws IOException {
        String named = """
                <div class="forwarded body"><div class="from_name">A &amp; B <span class="date details" title="%s">then</span></div>
                <div class="text">a</div></div>""";
        String joined = "<div class=\"forwarded body\"><div class=\"text\">b</div></div>";
        List<Post> posts = ofHtml(message(1, named.formatted("28.02.2026 09:00:00 UTC+02:00"))
                + message(2, joined)
                + message(3, joined)
                + message(4, "<div class=\"text\">own</div>")
                + message(5, joined)
                + message(6, named.formatted("28.02.2026 09:00:00"))
                + message(7, named.formatted("")));

        Forward sameName = new Forward(null, null, null, "A & B", null);
        assertThat(posts)
                .extracting(Post::forwardedFrom)
                .containsExactly(
                        new Forward(null, null, null, "A & B", Instant.parse("2026-02-28T07:00:00Z")),
                        sameName,
                        sameName,
                        null,
                        new Forward(null, null, null, null, null),
                        sameName,
                        sameName);
    }
}
