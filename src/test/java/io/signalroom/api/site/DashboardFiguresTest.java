package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the dashboard says of the last weeks: win rate and open calls, hot tokens, hours of the week; each of one origin. */
class DashboardFiguresTest extends BrowserTest {

    private Locator tile(String name) {
        return page.locator("sr-counters a")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }

    private Locator trending() {
        return page.locator("sr-trending li");
    }

    @Test
    void a_win_rate_says_its_interval_and_how_many_results_it_rests_on() {
        openBusy();
        assertThat(tile("Win rate, 30 d").locator(".num")).hasText(Pattern.compile("^\\d+%$"));
        assertThat(tile("Win rate, 30 d")).containsText(Pattern.compile("\\d+–\\d+% · n\\u00a0=\\u00a0[\\d,]+"));
        assertThat(tile("Open calls").locator(".num")).hasText(Pattern.compile("^[1-9][\\d,]*$"));
        assertThat(tile("Open calls")).containsText(Pattern.compile("\\d+ waits? for"));
        // there are invented calls too, so the ones that were witnessed are asked for by themselves
        assertThat(trending()).hasCount(5);
        assertThat(server.requests())
                .anyMatch(it -> it.contains("bucket=day") && it.endsWith("origin=witnessed"))
                .noneMatch(it -> it.contains("trending") && !it.contains("origin=witnessed"));
    }

    @Test
    void a_hot_token_has_its_score_its_price_and_its_change() {
        openBusy();
        assertThat(trending()).hasCount(5);
        Locator first = trending().first();
        assertThat(first.locator("p").first()).hasText(Pattern.compile("^SOL\\s*Score\\s*\\d+\\.\\d\\d$"));
        assertThat(first.locator("sr-price")).hasText(Pattern.compile("[\\d.,]+\\s*[▲▼]\\s*[+-][\\d.]+ ?%"));
        assertThat(trending().last().locator("sr-price")).hasText(Pattern.compile("^–\\s*No price is known$"));
        assertThat(first.locator("a.text-bull"))
                .hasAttribute(
                        "href",
                        Pattern.compile("token=SOL&origin=witnessed&from=.*&kind=trade_signal.*&side=bullish$"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("How tokens are ranked"))
                .click();

        page.waitForURL("**/analytics?tab=tokens&origin=witnessed#method");
        assertThat(page.locator("details#method")).hasAttribute("open", "");
        assertThat(page.locator("details#method summary")).isFocused();
        assertThat(page.getByText("ln(1 + attention)").first()).isInViewport();
    }

    @Test
    void hours_of_the_week_lead_to_the_newest_signals_that_came_then() {
        openBusy();
        Locator table =
                page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Signals by weekday and hour"));
        assertThat(table.locator("tbody tr")).hasCount(7);
        assertThat(table.locator("tbody td")).hasCount(56);
        Locator cell = table.locator("a").first();
        assertThat(cell).hasAttribute("aria-label", Pattern.compile("^Monday \\d\\d:00–\\d\\d:00: [\\d,]+ signals?$"));
        String[] span = URLDecoder.decode(cell.getAttribute("href"), StandardCharsets.UTF_8)
                .split("from=|&to=");
        Instant from = Instant.parse(span[1]);
        assertThat(from.atZone(ZoneId.systemDefault()).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(Duration.between(from, Instant.parse(span[2]))).isBetween(Duration.ofHours(1), Duration.ofHours(3));
        assertThat(page.locator("sr-arrivals")).containsText("Witnessed, the last 4 weeks. Three hours a cell.");
    }

    @Test
    void figures_that_do_not_come_say_why_and_come_when_they_can() {
        server = FakeSignalServer.busy();
        server.fail("/analytics/trending");
        open(1440, "light");
        assertThat(page.locator("sr-trending")).containsText("The store does not answer");
        assertThat(tile("Win rate, 30 d").locator(".num")).hasText(Pattern.compile("%$"));

        page.route("**/analytics/historical?*bucket=day*", route -> route.abort());
        page.reload();
        assertThat(tile("Win rate, 30 d").locator(".num")).hasText("–");
        assertThat(tile("Open calls")).containsText("does not answer");
        page.unroute("**/analytics/historical?*bucket=day*");
        server.fail("");
        assertThat(tile("Win rate, 30 d").locator(".num")).hasText(Pattern.compile("%$"));
        assertThat(trending()).hasCount(5);
    }

    @Test
    void figures_of_one_origin_are_never_shown_as_those_of_another() {
        server = FakeSignalServer.busy();
        open(1440, "light");
        page.clock().install();
        String all = "witnessed%2Cdemo%2Cmanual";
        page.route(
                url -> url.contains(all),
                route -> route.resume(
                        new Route.ResumeOptions().setUrl(route.request().url().replace(all, "demo"))));
        page.reload();
        assertThat(tile("Open calls")).containsText("Demo · ");
        assertThat(trending().first().locator("a").first()).hasAttribute("href", Pattern.compile("origin=demo$"));
        assertThat(page.locator("sr-arrivals")).containsText("Demo, the last 4 weeks.");

        page.unrouteAll();
        server.fail("/analytics/trending");
        page.clock().runFor(61_000);
        assertThat(tile("Open calls")).not().containsText("Demo · ");
        assertThat(page.locator("sr-trending")).containsText("The store does not answer");
        assertThat(page.locator("sr-arrivals")).containsText("Witnessed, the last 4 weeks.");
        server.fail("");
        page.clock().runFor(61_000);
        assertThat(trending().first().locator("a").first()).hasAttribute("href", Pattern.compile("origin=witnessed$"));
    }

    @Test
    void before_the_first_result_that_is_said() {
        server = FakeSignalServer.empty();
        open(390, "dark");
        server.post();
        assertThat(tile("Win rate, 30 d").locator(".num")).hasText("–");
        assertThat(tile("Win rate, 30 d")).containsText("no result yet");
        assertThat(tile("Open calls").locator(".num")).hasText("0");
        assertThat(page.locator("sr-trending")).containsText("No token was called in the last 24 hours.");
        assertThat(page.locator("sr-arrivals td a")).hasCount(0);
        assertNoAxeFinding();
    }

    @Test
    void keys_go_from_row_to_row() {
        openBusy();
        assertThat(trending()).hasCount(5);
        for (String keys : List.of("jjk", "jjjjjjjjjj")) {
            keys.chars().forEach(key -> page.keyboard().press(Character.toString(key)));
        }
        assertThat(trending().first().locator("a").first()).isFocused();
        page.keyboard().press("k");
        assertThat(feed().locator("li").last().locator("a").first()).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/signals/*");
    }

    @Test
    void numbers_of_the_table_lead_to_their_signals() {
        openBusy();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show as table"))
                .click();
        Locator row = page.locator("sr-hourly tbody tr").nth(1);
        assertThat(row.locator("td").nth(1).locator("a"))
                .hasAttribute("href", Pattern.compile("^/signals\\?from=.*&to=.*&side=bullish$"));
        assertThat(row.locator("td").nth(1).locator("a"))
                .hasAttribute("aria-label", Pattern.compile("^\\d+ bullish signals? from \\d\\d:00 on$"));
        assertThat(row.locator("td").nth(2)).hasText(Pattern.compile("\\d"));
        assertThat(row.locator("td").nth(2).locator("a")).hasCount(0); // no filter says neutral
    }

    @Test
    void on_paper_it_is_light_and_the_chart_is_a_table_too() {
        server = FakeSignalServer.busy();
        open(1000, "dark");
        assertThat(trending()).hasCount(5);
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(page.locator("sr-hourly canvas")).isVisible();
        assertThat(page.locator("sr-hourly tbody tr").last()).isVisible();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).hasCount(0);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        screenshot("dashboard-print");
        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("sr-hourly tbody")).hasCount(0);
    }
}
