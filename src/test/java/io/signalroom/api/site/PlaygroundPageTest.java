package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The playground's looks and what it makes of its own examples. */
class PlaygroundPageTest extends PlaygroundBrowserTest {

    @ParameterizedTest
    @CsvSource({
        "390, light, Cornix",
        "390, dark, Arabic",
        "1440, light, Two calls",
        "1440, dark, Cornix",
        "1440, light, Bait",
        "768, dark, Launch",
        "1024, light, Satoshi",
        "1280, dark, Russian",
        "320, dark, Launch"
    })
    void it_looks_right_and_breaks_no_rule(int width, String theme, String name) {
        openPlayground(width, theme);
        example(name).click();

        assertThat(verdict()).hasText(Pattern.compile("^(Trade signal|Token launch|Noise), \\d+% sure$"));
        awaitFonts();
        screenshot("playground-" + width + "-" + theme + "-" + name.replace(" ", "-"));

        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertThat(cutOff()).as("cards whose content is wider than they are").isZero();
        assertThat(layoutShift()).as("cumulative layout shift").isLessThan(0.05);
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"390, light", "1440, dark"})
    void before_anything_is_pasted_it_shows_what_to_expect_and_asks_nothing(int width, String theme) {
        openPlayground(width, theme);

        assertThat(verdict()).hasText("Nothing to read yet");
        assertThat(mark("#SOL/USDT")).isVisible();
        awaitFonts();
        screenshot("playground-empty-" + width + "-" + theme);
        assertThat(overflow()).isZero();
        assertThat(layoutShift()).isLessThan(0.05);
        assertNoAxeFinding();
        assertThat(asked()).isZero();
        assertThat(server.requests())
                .as("no lists and figures either")
                .noneMatch(uri -> uri.contains("/signals?") || uri.contains("/analytics"));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Cornix, Trade signal, 11",
        "Russian, Trade signal, 10",
        "Chinese, Trade signal, 10",
        "Arabic, Trade signal, 8",
        "Satoshi, Trade signal, 10",
        "Reply “TP1 ✅”, Update of a signal, 4",
        "Launch, Token launch, 5",
        "Listing, Listing, 3",
        "Pump, Pump alert, 3",
        "Two calls, Trade signal, 8",
        "Bait, Noise, 0"
    })
    void an_example_is_what_it_says(String name, String kind, int values) {
        openPlayground(1440, "light");
        example(name).click();

        assertThat(verdict()).containsText(kind + ", ");
        assertThat(example(name)).hasAttribute("aria-pressed", "true");
        assertThat(result().locator("tbody tr")).hasCount(values);
    }

    @Test
    void an_answer_takes_its_token_from_the_post_it_answers() {
        openPlayground(1440, "light");
        paste("TP1 ✅");
        assertThat(verdict()).containsText("sure");
        assertThat(row("Token")).hasCount(0);
        page.getByText("It answers another post").click();
        page.getByLabel("Text of the post it answers").fill("#ARB/USDT LONG\nEntry 1.08\nTP 1.13\nSL 1.04");

        assertThat(row("Token")).containsText("ARB");
        assertThat(row("Token")).containsText("worked out");
        assertNoAxeFinding();
    }

    @Test
    void noise_says_what_was_missing() {
        openPlayground(1440, "dark");
        paste("good morning everyone");

        assertThat(verdict()).containsText("Noise, ");
        assertThat(result()).containsText("no numbers, coins or news");
        assertThat(result()).containsText("Prices that fit together");
        assertNoAxeFinding();
    }

    @Test
    void what_would_wait_for_a_review_says_so() {
        openPlayground(1440, "light");
        answerWith(call(0.42, "symbol", 0, 0, 3));
        paste("SOL moon");

        assertThat(verdict()).hasText("Trade signal, 42% sure");
        assertThat(result()).containsText("Too unsure to be published");
        assertThat(mark("SOL")).hasClass(Pattern.compile("mark-unsure"));
        assertThat(row("Token")).containsText("42%");
        screenshot("playground-review");
        assertNoAxeFinding();
    }

    @Test
    void several_signals_are_tabs_for_keyboard_and_pointer() {
        openPlayground(1440, "light");
        example("Two calls").click();
        Locator eth = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("1 ETH"));
        Locator avax = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("2 AVAX"));
        assertThat(eth).hasAttribute("aria-selected", "true");
        eth.focus();
        page.keyboard().press("ArrowRight");

        assertThat(avax).isFocused();
        assertThat(row("Side")).containsText("Short");
        assertThat(mark("#ETH/USDT")).hasClass(Pattern.compile("mark-other"));
        assertNoAxeFinding();

        mark("#ETH/USDT").click();
        assertThat(eth).hasAttribute("aria-selected", "true");
        assertThat(row("Side")).containsText("Long");
    }

    @Test
    void two_keys_lead_here_from_everywhere() {
        openBusy();
        page.keyboard().press("g");
        page.keyboard().press("p");
        page.waitForURL("**/playground");
        assertThat(page).hasTitle("Playground · Signalroom");

        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Go to Playground");
        assertNoAxeFinding();
        page.keyboard().press("Escape");
        page.keyboard().press("/");
        assertThat(post()).isFocused();
        page.keyboard().type("gd");
        assertThat(post()).hasValue("gd");
    }

    @Test
    void forced_colours_leave_everything_visible() {
        server = FakeSignalServer.busy();
        path = "playground";
        open(new Browser.NewContextOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1440, 900));
        example("Cornix").click();

        assertThat(verdict()).containsText("Trade signal");
        awaitFonts();
        screenshot("playground-forced-colours");
        assertThat(complaints).isEmpty();
    }
}
