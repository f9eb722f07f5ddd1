package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Test;

/** The settings without a mouse: what is chosen is seen at once and stays. */
class SettingsKeysTest extends KeysBrowserTest {
    private static final String LONG = "document.querySelector('sr-signals tbody time').title";
    private static final String BULLISH = "getComputedStyle(document.querySelector('sr-signals .chip-bull')).color";
    private static final String ROW = "document.querySelector('sr-signals tbody tr').getBoundingClientRect().height";

    private void openFarEast() {
        server = FakeSignalServer.busy();
        path = "signals";
        open(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setTimezoneId("Asia/Tokyo")
                .setReducedMotion(ReducedMotion.REDUCE));
        assertThat(page.locator("sr-signals tbody tr").first()).isVisible();
        awaitSettled();
    }

    private String seen() {
        return page.evaluate(BULLISH) + " " + page.evaluate(ROW) + " " + zone();
    }

    /** The first row's time in full, which tells the zone. */
    private Object zone() {
        page.evaluate("document.querySelector('sr-signals tbody sr-time').showTitle()");
        return page.evaluate(LONG);
    }

    private void choose(String label) {
        Locator choice = dialog("Settings").getByLabel(label);
        tabTo(choice);
        assertFocusShown();
        press("ArrowDown");
    }

    @Test
    void zone_palette_density_and_language_are_chosen_seen_and_kept() {
        openFarEast();
        Object colour = page.evaluate(BULLISH);
        double height = ((Number) page.evaluate(ROW)).doubleValue();
        Object zone = zone();
        tabTo(page.locator("#help-open"));
        press("Enter");
        assertThat(dialog("Settings")).isVisible();
        assertFocusShown();
        choose("Direction colours");
        choose("Rows");
        choose("Times");
        press("Escape");

        assertThat(page.locator("#help-open")).isFocused();
        assertFocusShown();
        assertThat(page.evaluate(BULLISH)).isNotEqualTo(colour);
        assertThat(((Number) page.evaluate(ROW)).doubleValue()).isLessThan(height);
        assertThat(zone()).isNotEqualTo(zone);
        String chosen = seen();
        page.reload();
        assertThat(page.locator("sr-signals tbody tr").first()).isVisible();
        awaitSettled();
        assertThat(seen()).isEqualTo(chosen);
    }

    @Test
    void the_language_changes_every_word_and_is_kept() {
        openFarEast();
        press("Tab", "?");
        assertThat(dialog("Settings")).isVisible();
        choose("Language");
        assertThat(page).hasTitle("Signale · Signalroom");
        page.reload();
        assertThat(page).hasTitle("Signale · Signalroom");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(complaints).isEmpty();
    }
}
