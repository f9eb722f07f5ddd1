package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.problem.DomainException;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever becomes of a page on its way, the reader goes on or says that it is none. */
class HtmlReaderPropertiesTest {
    private static final Path PAGES = Path.of("src/test/resources/telegram/html");
    private static final ImportOptions OPTIONS =
            new ImportOptions(ZoneId.of("Europe/Berlin"), null, null, false, "7", false);
    private static final ChannelInfo CHANNEL = new ChannelInfo(7, null, "", false);

    private static byte[] page() throws IOException {
        return Files.readAllBytes(PAGES.resolve("messages2.html"));
    }

    /** Its posts; none where it is refused. */
    private static List<Post> read(byte[] bytes) throws IOException {
        ExportEntry entry = new ExportEntry(bytes.length, Long.MAX_VALUE, () -> new ByteArrayInputStream(bytes));
        ExportProgress progress = new ExportProgress(bytes.length, bytes.length);
        List<Post> posts = new ArrayList<>();
        try (PostReader reader = new HtmlReader(List.of(entry), null, progress, () -> {}, OPTIONS, CHANNEL)) {
            for (ExportPart part = reader.next(2); part != null; part = reader.next(2)) {
                posts.addAll(part.posts);
                assertThat(part.bytesRead).isBetween(0L, (long) bytes.length);
            }
        } catch (DomainException refused) {
            assertThat(refused).hasMessageContaining("cannot be imported");
            return List.of();
        }
        return posts;
    }

    @Property(tries = 2_000)
    void any_byte_may_be_another(@ForAll @IntRange(max = 1_000_000) int where, @ForAll byte what) throws IOException {
        byte[] page = page();
        page[where % page.length] = what;
        assertThat(read(page)).hasSizeBetween(1, 3);
    }

    @Property(tries = 500)
    void it_may_end_anywhere(@ForAll @IntRange(max = 1_000_000) int where) throws IOException {
        byte[] page = page();
        assertThat(read(Arrays.copyOf(page, where % page.length))).hasSizeLessThanOrEqualTo(3);
    }

    @Example
    void a_page_without_end_takes_no_more_than_a_message_may() throws IOException {
        byte[] head = "<div class=\"message default\" id=\"message1\"><div class=\"text\">".getBytes("UTF-8");
        byte[] endless = Arrays.copyOf(head, 20 << 20);
        Arrays.fill(endless, head.length, endless.length, (byte) 'a');
        assertThat(read(endless)).isEmpty();
    }

    @Example
    void times_with_a_zone_without_one_and_wrong_ones() throws IOException {
        assertThat(read(dated("05.07.2021 11:00:00")).get(0).postedAt()).hasToString("2021-07-05T09:00:00Z");
        assertThat(read(dated("05.07.2021 11:00:00 UTC-03:30")).get(0).postedAt())
                .hasToString("2021-07-05T14:30:00Z");
        for (String wrong : List.of(
                "",
                "yesterday",
                "31.02.2021 11:00:00",
                "05.07.2021 11:00:00 UTC+99:00",
                "01.01.1970 00:00:00 UTC+00:00")) {
            assertThat(read(dated(wrong))).as(wrong).isEmpty();
        }
    }

    private static byte[] dated(String time) throws IOException {
        return ("<div class=\"message default\" id=\"message1\"><div class=\"pull_right date details\" title=\"" + time
                        + "\">x</div><div class=\"text\">a</div></div>")
                .getBytes("UTF-8");
    }
}
