package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The buttons of the filter bar, and what of the list they leave room for. */
class SignalsFiltersTest extends SignalsBrowserTest {
    private static final String EVERY_FILTER =
            "?q=token:SOL,ETH side:long kind:listing outcome:tp r:>1 after:-7d channel:alpha state:review conf:>70 origin:demo is:edited";

    private Locator drop(String name) {
        return page.locator(".bar summary")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + name)));
    }

    private Locator box(String name) {
        return page.locator("details[open]").getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(name));
    }

    private Locator finder() {
        return page.locator("details[open]").getByLabel("Find a token");
    }

    private double height(String selector) {
        return page.locator(selector).first().boundingBox().height;
    }

    @Test
    void short_words_are_those_of_the_buttons_and_the_chips() {
        openSignals(1440, "light", "?q=outcome:tp,SL side:Buy token:sol");
        assertThat(page.locator(".chips li")).hasText(new String[] {
            "Outcome: All targets", "Outcome: Stopped", "Side: Bullish: long, buy", "Token: SOL"
        });
        drop("Outcome").click();
        assertThat(box("Stopped")).isChecked();
        box("All targets").click();
        awaitAddress("/signals?q=outcome:stopped side:Buy token:sol");
        assertThat(box("All targets")).not().isChecked();

        search().fill("outcome:t");
        assertThat(page.getByRole(AriaRole.OPTION)).hasText(Pattern.compile("all_targets"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void by_keys_alone_a_token_is_found_or_typed_and_a_state_chosen() {
        openSignals(1440, "dark", "");
        drop("Token").press("Enter");
        page.keyboard().press("Tab");
        assertThat(finder()).isFocused();
        page.keyboard().type("su");
        assertThat(box("SUI")).isVisible();
        screenshot("signals-token");
        assertNoAxeFinding();
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        awaitAddress("/signals?q=token:SUI");
        assertThat(box("SUI")).isChecked();
        finder().fill("xyz1");
        page.keyboard().press("Enter");
        awaitAddress("/signals?q=token:SUI,XYZ1");
        assertThat(finder()).hasValue("");

        page.keyboard().press("Escape");
        assertThat(drop("Token")).isFocused();
        drop("State").press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        awaitAddress("/signals?q=token:SUI,XYZ1 state:published");
        assertThat(button("Published")).hasAttribute("aria-pressed", "true");
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "de-DE"})
    void the_bar_is_one_row_whatever_is_chosen(String locale) {
        server = FakeSignalServer.busy();
        path = "signals" + EVERY_FILTER;
        open(new Browser.NewContextOptions()
                .setLocale(locale)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1440, 900));
        assertThat(page.locator(".bar-filters .count")).hasCount(8);
        awaitFonts();
        screenshot("signals-bar-" + locale);
        assertThat(height(".bar")).isLessThan(40);
        assertThat(overflow()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1440, light", "1920, dark"})
    void the_panel_stands_beside_the_table_and_moves_no_row(int width, String theme) {
        openSignals(width, theme, "?q=side:long");
        Locator row = rows().nth(3);
        double top = row.boundingBox().y;
        opener(3).click();
        assertThat(panel().locator(".lit").first()).isVisible();
        screenshot("signals-beside-" + width);
        assertThat(drop("Outcome")).isHidden();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filters, 1 active")))
                .isVisible();
        assertThat(row.boundingBox().x + row.boundingBox().width).isLessThan(panel().boundingBox().x);
        assertThat(row.boundingBox().y).isEqualTo(top);
        assertThat(cutOff()).isZero();
        page.keyboard().press("Escape");
        assertThat(drop("Outcome")).isVisible();
    }

    @Test
    void no_channel_is_cut_and_what_has_no_side_has_a_dash() {
        server = FakeSignalServer.busy();
        server.hold(unusual(7, "Harbor Light Signals (free channel)", "SOL"));
        openSignals(1440, "light", "");
        awaitFonts();
        assertThat(page.locator(".list .channel").first()).isVisible();
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('.list .channel > bdi')].filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth).length"))
                .isEqualTo(0);
        assertThat(
                        page.evaluate(
                                "new Set([...document.querySelectorAll('.list tbody tr')].map((it) => Math.round(it.getBoundingClientRect().height))).size"))
                .isEqualTo(1);

        page.navigate(server.address() + "signals?q=kind:signal_update");
        assertThat(rows().first().locator("td").nth(2)).hasText("–");
    }

    @Test
    void on_a_card_the_origin_stands_beside_the_channel() {
        openSignals(390, "light", "");
        awaitFonts();
        assertThat(rows()).hasCount(50);
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('.cards .card-line')].filter((it) => it.children.length !== 2 || it.clientHeight > 30).length"))
                .isEqualTo(0);
    }
}
