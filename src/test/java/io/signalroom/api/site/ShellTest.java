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

/** What all pages share: the palette, the settings, the languages, the links into the list of signals. */
class ShellTest extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"390, dark", "1440, light"})
    void the_palette_leads_to_pages_tokens_channels_signals_and_searches(int width, String theme) {
        server = FakeSignalServer.busy();
        open(width, theme);
        page.keyboard().press("Control+k");
        Locator field = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search or jump to"));
        assertThat(field).isFocused();
        assertThat(option("Playground")).isVisible();
        assertThat(option("Change the theme")).isVisible();
        screenshot("palette-" + width + "-" + theme);
        assertNoAxeFinding();

        field.fill("alpha");
        assertThat(option("Alpha Desk")).isVisible();
        field.fill("sig_00000000000000000000000007");
        assertThat(option("sig_00000000000000000000000007").first()).isVisible();
        field.fill("su");
        assertThat(option("SUI")).isVisible();
        assertThat(option("Search signals for “su”")).isVisible();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForURL("**/signals?q=token%3ASUI");
        assertThat(badge()).hasText(LIVE);
        page.keyboard().press("Control+k");
        assertThat(field).isFocused();
        page.keyboard().press("Control+k");
        assertThat(field).isHidden();
        assertThat(complaints).isEmpty();
    }

    @Test
    void settings_are_kept_and_hold_before_the_first_paint() {
        openBusy();
        page.keyboard().press("?");
        page.getByLabel("Rows").selectOption("dense");
        page.getByLabel("Direction colours").selectOption("colour-blind");
        page.getByRole(AriaRole.DIALOG)
                .getByLabel(Pattern.compile("^\\s*Theme"))
                .selectOption("dark");
        page.addInitScript(
                "document.addEventListener('readystatechange', () => (window.first ??= { ...document.documentElement.dataset }))");
        page.reload();

        assertThat(page.evaluate("[first.density, first.palette, first.theme].join()"))
                .isEqualTo("dense,colour-blind,dark");
        assertThat(page.locator("sr-feed li").first()).isVisible();
        assertThat(((Number) page.evaluate("document.querySelector('sr-feed li').getBoundingClientRect().height"))
                        .doubleValue())
                .isLessThan(56);
    }

    @Test
    void the_language_is_a_choice_and_changes_every_word() {
        openBusy();
        page.keyboard().press("?");
        page.getByLabel("Language").selectOption("de");

        assertThat(page).hasTitle("Übersicht · Signalroom");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Live-Strom")))
                .isVisible();
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Strom anhalten oder fortsetzen");
        page.getByLabel("Sprache").selectOption("en");
        assertThat(page).hasTitle("Dashboard · Signalroom");
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', dashboard", "signals, signals", "playground, playground"})
    void a_browser_that_asks_for_german_gets_it_whole_and_it_fits(String address, String name) {
        server = FakeSignalServer.busy();
        path = address;
        open(new Browser.NewContextOptions()
                .setLocale("de-AT")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(390, 844));
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(badge()).hasText("Live");
        awaitFonts();
        screenshot("german-" + name);

        assertThat(page.locator("body").innerText()).doesNotContainPattern("\\b[a-z]+\\.[a-z]+[A-Z.]\\w+");
        assertThat(overflow()).isZero();
        assertThat(cutOff()).isZero();
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }

    @Test
    void on_small_screens_the_bar_opens_what_it_has_no_room_for() {
        server = FakeSignalServer.busy();
        path = "signals";
        open(390, "dark");
        assertThat(page.locator("sr-signals .cards li").first()).isVisible();
        Locator more = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More"));
        more.press("Enter");
        assertThat(link("API docs")).isVisible();
        screenshot("bar-more");
        assertThat(overflow()).isZero();
        assertNoAxeFinding();
        page.keyboard().press("Escape");
        assertThat(link("API docs")).isHidden();

        more.press("Enter");
        page.keyboard().press("Tab");
        assertThat(link("Playground")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/playground");
        assertThat(complaints).isEmpty();
    }

    @Test
    void escape_closes_also_where_keys_of_one_letter_are_off() {
        server = FakeSignalServer.busy();
        path = "signals";
        open(1440, "light");
        page.keyboard().press("?");
        page.getByLabel(Pattern.compile("^\\s*Keys")).selectOption("off");
        page.keyboard().press("Escape");
        page.locator("sr-signals tbody a[data-row]").first().click();
        assertThat(page.locator("dialog.panel h2")).isFocused();
        page.keyboard().press("j");
        page.keyboard().press("Escape");

        assertThat(page.locator("dialog.panel")).isHidden();
    }

    @Test
    void what_the_dashboard_counts_leads_to_the_list_of_it() {
        openBusy();
        assertThat(link("Signals, last 24 h")).hasAttribute("href", "/signals?from=-24h");
        String month = "^/signals\\?from=.+&to=.+&origin=witnessed&outcome=";
        assertThat(link("Win rate, 30 d"))
                .hasAttribute("href", Pattern.compile(month + "all_targets%2Cstopped%2Cexpired$"));
        assertThat(link("Open calls")).hasAttribute("href", Pattern.compile(month + "open%2Cwaiting$"));
        assertThat(page.locator("sr-trending li a").first())
                .hasAttribute("href", "/analytics?tab=tokens&token=SOL&origin=witnessed");
        assertThat(page.locator("sr-kinds a").first()).hasAttribute("href", "/signals?from=-24h&kind=trade_signal");
        Locator row = feed().locator("li").first();
        String id = row.getAttribute("data-id");
        row.locator("a").first().click();

        page.waitForURL("**/signals/" + id);
        assertThat(page.locator("sr-signal .lit").first()).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Beside the list"))
                .click();
        page.waitForURL("**/signals?q=token*&open=" + id);
        assertThat(page.locator("dialog.panel")).isVisible();
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private Locator option(String name) {
        return page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(name));
    }
}
