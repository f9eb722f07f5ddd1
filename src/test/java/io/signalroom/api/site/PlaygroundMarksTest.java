package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks stand where the parser read, whatever the text is made of, and lead to the table and back. */
class PlaygroundMarksTest extends PlaygroundBrowserTest {

    private static final String ON = "[data-on]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🚀🚀👨‍👩‍👧 #SOL/USDT LONG 🔥\n\n  Entry: 182.40\tTP 191.5\n🎯 SL 176.9 😎",
                "إشارة شراء #ADA/USDT 🚀\nمنطقة الدخول: ٠٫٤٥٢٠ - ٠٫٤٥٨٠\nالهدف: ٠٫٤٧١٠\nوقف الخسارة: ٠٫٤٣٨٠",
                "𝐂𝐨𝐢𝐧: 𝐁𝐓𝐂/𝐔𝐒𝐃𝐓\n𝐋𝐎𝐍𝐆\n𝐄𝐧𝐭𝐫𝐲: 𝟔𝟏𝟐𝟎𝟎\n𝐓𝐏: 𝟔𝟐𝟓𝟎𝟎\n𝐒𝐋: 𝟓𝟗𝟖𝟎𝟎",
                "BTC/USDT 做多\n入场：61200\n止盈：62800\n止损：59800",
            })
    void every_mark_is_at_its_place_in_the_original(String text) {
        openPlayground(390, "light");
        JsonObject answer = FakeParser.answer(text);
        paste(text);
        assertThat(verdict()).containsText("Trade signal");

        List<JsonObject> spans = answer.getJsonArray("signals").getJsonObject(0).getJsonArray("spans").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(spans).hasSizeGreaterThanOrEqualTo(5);
        assertThat(marks())
                .extracting(Mark::start, Mark::text)
                .containsExactlyElementsOf(spans.stream()
                        .sorted(Comparator.comparing(span -> span.getInteger("start")))
                        .map(span -> tuple(
                                span.getInteger("start"),
                                text.substring(span.getInteger("start"), span.getInteger("end"))))
                        .distinct()
                        .toList());
        assertThat(drawn()).isEqualTo(text);
    }

    @Test
    void spans_that_touch_nest_cross_or_are_the_same_lose_no_character() {
        openPlayground(1440, "light");
        String text = "  AB CD EF\nGH\u00a0IJ  ";
        answerWith(call(
                0.9,
                "symbol",
                0,
                2,
                4,
                "quote",
                0,
                2,
                4,
                "side",
                0,
                4,
                7,
                "entries",
                0,
                5,
                10,
                "targets",
                0,
                8,
                13,
                "stopLoss",
                0,
                14,
                16));
        paste(text);
        assertThat(verdict()).containsText("90%");

        assertThat(drawn()).isEqualTo(text);
        assertThat(marks())
                .containsExactly(
                        new Mark("Token · Quote", 2, "AB"),
                        new Mark("", 4, " "),
                        new Mark("Side", 5, "CD"),
                        new Mark("", 7, " "),
                        new Mark("Entry", 8, "EF"),
                        new Mark("Target", 11, "GH"),
                        new Mark("Stop", 14, "IJ"));
        screenshot("playground-overlaps");
        assertNoAxeFinding();
    }

    @Test
    void a_span_that_cannot_be_is_left_out_and_half_a_character_is_made_whole() {
        openPlayground(1440, "light");
        answerWith(call(0.9, "symbol", 0, 1, 4, "side", 0, -1, 2, "entries", 0, 5, 5, "targets", 0, 3, 99));
        paste("🚀SOL");
        assertThat(verdict()).containsText("90%");

        assertThat(marks()).containsExactly(new Mark("Token", 0, "🚀SO"));
        assertThat(drawn()).isEqualTo("🚀SOL");
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_is_not_seen_is_shown_and_cannot_turn_the_text_around() {
        openPlayground(1440, "light");
        paste("SOL\u200B\u200B/USDT \u202ELONG\u202C 👨‍👩‍👧 entry 182 tp 191 sl 176");
        assertThat(verdict()).containsText("sure");

        Locator ghosts = result().locator(".lit .ghost");
        assertThat(ghosts).hasCount(3);
        assertThat(ghosts.nth(0)).hasAttribute("data-name", "ZWSP ×2");
        assertThat(ghosts.nth(1)).hasAttribute("data-name", "RLO");
        assertThat(ghosts.nth(1)).hasAttribute("title", "A character that is not seen: U+202E");
        assertThat(ghosts.nth(2)).hasAttribute("data-name", "PDF");
        assertThat(drawn()).contains("SOL\u200B\u200B/USDT", "👨‍👩‍👧").doesNotContain("\u202E", "\u202C");
        assertThat(result().innerText()).doesNotContain("\u202E");
        screenshot("playground-ghosts");
        assertNoAxeFinding();
    }

    @Test
    void of_a_very_long_text_what_has_values_is_drawn_and_the_rest_is_said() {
        openPlayground(1440, "light");
        paste("#SOL/USDT LONG entry 182 tp 191 sl 176\n" + "x\u200By".repeat(6_000));

        assertThat(mark("176")).isVisible();
        assertThat(result()).containsText("9,847 more characters without a value are not drawn.");
        assertThat(result().locator(".lit .ghost")).hasCount(500);
        assertNoAxeFinding();
    }

    @Test
    void hostile_text_stays_text() {
        openPlayground(1440, "light");
        String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> #SOL LONG entry 182 tp 191 sl 176";
        answerWith(call(0.9, "<b>\"x", 0, 0, 28));
        paste(hostile);

        assertThat(verdict()).containsText("90%");
        assertThat(drawn()).isEqualTo(hostile);
        assertThat(page.locator("sr-read-post img, sr-read-post script, sr-read-post b"))
                .hasCount(0);
        mark("onerror").hover();
        assertThat(mark("onerror")).hasAttribute("data-on", "");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_value_and_its_place_light_each_other() {
        openPlayground(1440, "dark");
        example("Cornix").click();
        row("Target 2").hover();
        assertThat(mark("191.50")).hasAttribute("data-on", "");
        assertThat(result().locator("mark" + ON)).hasCount(1);

        mark("174.90").hover();
        assertThat(row("Stop")).hasAttribute("data-on", "");
        assertThat(result().locator("tr" + ON)).hasCount(1);

        mark("#SOL/USDT").hover();
        assertThat(result().locator("tr" + ON))
                .hasText(new Pattern[] {Pattern.compile("Token"), Pattern.compile("Quote")});
        screenshot("playground-lit");
        assertNoAxeFinding();
        page.mouse().move(1, 1);
        assertThat(result().locator(ON)).hasCount(0);
    }

    @Test
    void the_keyboard_walks_the_marks_and_the_values() {
        openPlayground(390, "light");
        example("Cornix").click();
        assertThat(verdict()).containsText("Trade signal");
        button("Copy JSON").focus();
        page.keyboard().press("Tab");
        assertThat(mark("#SOL/USDT")).isFocused();
        assertThat(row("Token")).hasAttribute("data-on", "");

        page.keyboard().press("ArrowRight");
        assertThat(mark("Binance Futures")).isFocused();
        page.keyboard().press("End");
        assertThat(mark("174.90")).isFocused();
        assertThat(row("Stop")).hasAttribute("data-on", "");
        page.keyboard().press("Enter");
        assertThat(row("Stop")).isInViewport();
        assertThat(mark("174.90")).isFocused();

        page.keyboard().press("Tab");
        assertThat(row("Token").getByRole(AriaRole.BUTTON)).isFocused();
        assertThat(mark("#SOL/USDT")).hasAttribute("data-on", "");
        page.keyboard().press("Enter");
        assertThat(mark("#SOL/USDT")).isInViewport();
    }

    @Test
    void the_slices_are_quoted_as_they_were_written() {
        openPlayground(1440, "light");
        example("Satoshi").click();

        assertThat(row("Entry 1").locator("q:visible")).hasText("4210");
        assertThat(row("Entry 1")).containsText("0.00004210");
        assertThat(row("Side").locator("q:visible")).hasText("Buy below");
        assertThat(Stream.of("Entry 2", "Target 3", "Stop")
                        .map(label -> row(label).locator("q:visible").innerText()))
                .containsExactly("4290", "4800", "3990");
    }
}
