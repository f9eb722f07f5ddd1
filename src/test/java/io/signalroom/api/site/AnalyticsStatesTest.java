package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page of figures does while it waits, when there is nothing, when something fails, and on paper. */
class AnalyticsStatesTest extends AnalyticsBrowserTest {

    @Test
    void imported_history_is_left_out_until_it_is_asked_for_and_then_marked() {
        openAnalytics(1440, "light", "");
        assertThat(settled()).isVisible();
        assertThat(asked("origin=imported")).isEmpty();
        assertThat(page.getByText("Imported history:")).hasCount(0);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Imported")))
                .click();
        assertThat(page.getByText("Imported history: which posts were edited")).isVisible();
        assertThat(page).hasURL(Pattern.compile("origin=imported"));
        assertThat(value("Signals").getByRole(AriaRole.LINK)).hasAttribute("href", Pattern.compile("origin=imported"));
        screenshot("analytics-imported");
        assertNoAxeFinding();
    }

    @Test
    void what_was_there_stays_dimmed_until_the_next_is() {
        openAnalytics(1440, "light", "");
        assertThat(settled()).isVisible();
        String before = value("Signals").textContent();
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route("**/analytics/historical?from=-90d*", held::add);
        link("90 d").click();

        assertThat(page.locator("sr-overview > [aria-busy=true].dimmed")).isVisible();
        assertThat(value("Signals")).hasText(before);
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);
        assertThat(page.locator("sr-overview > [aria-busy=false]")).isVisible();
        assertThat(value("Signals")).not().hasText(before);
    }

    @Test
    void a_failed_part_says_so_in_place_and_comes_by_retry() {
        openAnalytics(1440, "dark", "?origin=demo");
        assertThat(settled()).isVisible();
        server.fail("/leaderboard");
        tab("Channels").click();

        Locator alert = page.getByRole(AriaRole.ALERT);
        assertThat(alert).containsText("The store does not answer");
        assertThat(alert).containsText("req-7f31");
        screenshot("analytics-error");
        assertNoAxeFinding();
        server.fail("");
        alert.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"))
                .click();
        assertThat(panel().locator("tbody tr")).hasCount(8);
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void a_failure_of_everything_is_told_once_and_comes_by_retry() {
        openAnalytics(390, "light", "");
        server.fail("/analytics/");
        page.reload();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(1);
        server.fail("");
        button("Retry").click();
        assertThat(value("Win rate")).containsText("95 % interval");
    }

    @Test
    void nothing_there_says_why_and_what_next() {
        server = FakeSignalServer.empty();
        openAnalytics(1440, "light", "");
        assertThat(panel()).containsText("No witnessed signal in this period");
        link("Show 90 days").click();
        assertThat(page).hasURL(Pattern.compile("from=-90d"));
        screenshot("analytics-empty");
        assertNoAxeFinding();
        tab("Channels").click();
        assertThat(panel()).containsText("No witnessed call in this time");
        tab("Tokens").click();
        assertThat(panel()).containsText("No witnessed signal names a token in the last 24 hours");
        page.getByLabel("Any token").fill("nope");
        button("Show").click();
        assertThat(panel()).containsText("No witnessed signal names NOPE");
        tab("Patterns").click();
        assertThat(panel()).containsText("No such pattern stands in witnessed signals");
        assertThat(complaints).isEmpty();
    }

    @Test
    void on_paper_it_is_light_without_navigation_and_charts_are_tables() {
        openAnalytics(1000, "dark", "?from=2026-03-01&to=2026-03-08");
        assertThat(page.locator("sr-heat .heat-cell")).hasCount(56);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.getByText("Signalroom · Analytics · Overview")).isVisible();
        assertThat(page.getByText(Pattern.compile("Mar 1 – 7, 2026 · Witnessed: Read live")))
                .isVisible();
        assertThat(page.locator("sr-outcomes canvas")).isHidden();
        assertThat(page.locator("sr-outcomes tbody tr").first()).isVisible();
        assertThat(tab("Overview")).isHidden();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).hasCount(0);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.evaluate("getComputedStyle(document.body).color")).isEqualTo("rgb(15, 20, 27)");
        screenshot("analytics-print");
        assertNoAxeFinding();
    }

    @Test
    void what_makes_no_sense_in_the_address_is_left_out_and_told() {
        openAnalytics(390, "dark", "?from=yesterday&origin=demo&colour=red&minResults=3");
        assertThat(page.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("Left out of the address")))
                .containsText("from, colour, minResults");
        assertThat(value("Signals").getByRole(AriaRole.LINK)).hasAttribute("href", Pattern.compile("origin=demo"));
    }

    @Test
    void channels_without_enough_results_are_grey_and_the_slider_says_how_many_are_enough() {
        openAnalytics(1440, "light", "?tab=channels");
        assertThat(panel().locator("tr.thin")).hasCount(1);
        assertThat(page.getByText(CannedBoards.HOSTILE)).isVisible();
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(link("Alpha Desk")).hasAttribute("href", "/signals?channel=1987654322&origin=witnessed&from=-90d");

        Locator slider = page.getByRole(AriaRole.SLIDER);
        slider.focus();
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page).hasURL(Pattern.compile("minResults=50$"));
        assertThat(panel().locator("tr.thin")).hasCount(4);
        assertThat(slider).isFocused();

        link("Edited").click();
        link("Edited").click();
        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Edited")))
                .hasAttribute("aria-sort", "ascending");
        assertThat(panel().locator("tbody tr").first()).containsText("Ночной скальпинг");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_score_can_be_worked_out_and_leads_to_its_signals() {
        openAnalytics(1440, "light", "?tab=tokens&origin=demo");
        page.getByText("How the score is made").click();
        assertThat(page.getByText(Pattern.compile(
                        "SOL: ln\\(1 \\+ 24\\.50\\) × ln\\(1 \\+ 12\\).* = 3\\.24 × 2\\.56 × 1\\.95 = 16\\.16")))
                .isVisible();
        assertThat(link("31 signals of SOL")).hasAttribute("href", Pattern.compile("token=SOL&origin=demo&from="));
        assertThat(asked("/market/SOL/candles?")).allMatch(uri -> uri.contains("feed=mock"));
        assertThat(asked("/market/SOL/candles?")).isNotEmpty();
    }

    @Test
    void kinds_of_patterns_are_chosen_in_the_address_and_each_leads_to_its_signals() {
        openAnalytics(1440, "light", "?tab=patterns&kind=consensus");
        Locator patterns = panel().locator(".pattern");
        assertThat(patterns).hasCount(1);
        assertThat(patterns).containsText("6 bullish calls within 10 min; 0.0003 would be usual in 15 minutes.");
        assertThat(link("Signals of this time"))
                .hasAttribute(
                        "href",
                        Pattern.compile(
                                "^/signals\\?token=ARB&side=bullish&channel=1987654321,1987654322&origin=witnessed&from="));
        link("Burst").click();
        assertThat(patterns).hasCount(2);
        assertThat(page).hasURL(Pattern.compile("kind=consensus,burst$"));
    }

    @Test
    void each_minute_the_same_is_asked_again_and_what_is_shown_stays_meanwhile() {
        openAnalytics(1440, "light", "?origin=demo");
        page.clock().install();
        page.reload();
        assertThat(page.locator("sr-overview > [aria-busy=false]")).isVisible();
        int before = asked("historical?from=-30d").size();
        page.clock().runFor(61_000);

        page.waitForCondition(() -> asked("historical?from=-30d").size() > before);
        assertThat(page.locator("sr-overview > [aria-busy=false]")).isVisible();
    }

    @Test
    void on_a_very_narrow_screen_and_in_forced_colours_nothing_is_cut_off() {
        openAnalytics(320, "dark", "?tab=channels");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        assertThat(panel().locator("tbody tr")).hasCount(8);
        screenshot("analytics-forced-colours-channels");
        assertThat(overflow()).isZero();
        assertThat(cutOff()).isZero();
        tab("Overview").click();
        assertThat(page.locator("sr-heat .heat-cell")).hasCount(56);
        screenshot("analytics-forced-colours");
        assertThat(overflow()).isZero();
        assertThat(cutOff()).isZero();
    }
}
