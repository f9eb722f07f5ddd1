package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.testing.ChromiumBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard while signals come in, get lost, or the server goes away. */
class DashboardLiveTest extends BrowserTest {
    @Test
    void a_live_row_arrives_without_a_reload() {
        openBusy();
        JsonObject posted = server.post();

        assertThat(row(posted)).isVisible();
        assertThat(feed().getByRole(AriaRole.LISTITEM).first()).hasAttribute("data-id", posted.getString("id"));
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 new signal");
        assertThat(server.requests().stream().filter(it -> it.startsWith("/api/v1/signals?")))
                .as("lists fetched")
                .hasSize(2);
    }

    @Test
    void what_comes_fast_is_drawn_together() {
        openBusy();
        page.evaluate("""
                () => {
                  window.drawn = [];
                  new MutationObserver(() => window.drawn.push(performance.now())).observe(document.querySelector('sr-feed ol'), { childList: true });
                }""");
        JsonObject last = new JsonObject();
        for (int i = 0; i < 40; i++) {
            last = server.post();
            page.waitForTimeout(20);
        }

        assertThat(row(last)).isVisible();
        List<?> times = (List<?>) page.evaluate("() => window.drawn");
        assertThat(times).hasSizeGreaterThan(2);
        double took = ((Number) times.get(times.size() - 1)).doubleValue() - ((Number) times.get(0)).doubleValue();
        assertThat(took / (times.size() - 1))
                .as("milliseconds between two draws")
                .isGreaterThan(200);
    }

    @Test
    void the_full_time_of_a_row_shows_under_the_pointer() {
        openBusy();
        Locator time = feed().locator("time").first();
        assertThat(time).not().hasAttribute("title", Pattern.compile("."));
        time.hover();
        assertThat(time).hasAttribute("title", Pattern.compile("20\\d\\d, \\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void what_stands_beside_the_rows_comes_though_they_do_not() {
        server = FakeSignalServer.busy();
        context = ChromiumBrowser.shared().browser().newContext();
        context.route(Pattern.compile("/api/v1/signals\\?"), route -> {}); // never answered
        page = context.newPage();
        page.navigate(server.address());

        LocatorAssertions.IsVisibleOptions soon =
                new LocatorAssertions.IsVisibleOptions().setTimeout(10_000); // the page itself gives up after 15 s
        assertThat(page.locator("sr-trending ol li").first()).isVisible(soon);
        assertThat(page.locator("sr-sources section")).isVisible(soon);
    }

    @Test
    void a_changed_outcome_shows_in_its_row_at_once_even_where_rows_must_not_move() {
        openBusy();
        JsonObject posted = server.post();
        Locator call = calls().locator("tr[data-id='" + posted.getString("id") + "']");
        assertThat(call).isVisible();
        call.hover();
        server.turn(posted, CannedOutcomes.stopped(posted));

        assertThat(call.locator("[data-outcome=stopped]")).hasText(Pattern.compile("Stopped\\s*-1\\.08 R"));
        assertThat(row(posted).locator("[data-outcome=stopped]")).hasText(Pattern.compile("Stopped\\s*-1\\.08 R"));
        assertThat(feed().locator("[data-id='" + posted.getString("id") + "']")).hasCount(1);
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 new signal");
    }

    @Test
    void a_gap_is_fetched_and_filled_in_order() {
        openBusy();
        JsonObject lost = server.postUnheard();
        JsonObject heard = server.post();

        assertThat(row(heard)).isVisible();
        assertThat(row(lost)).isVisible();
        assertThat(server.requests()).anyMatch(it -> it.contains("/signals/changes?epoch=b3f1&afterSeq=1000"));
    }

    @Test
    void too_much_at_once_loads_the_list_anew() {
        openBusy();
        JsonObject unheard = server.postUnheard();
        server.skip();

        assertThat(row(unheard)).isVisible();
        assertThat(server.requests().stream().filter(it -> it.startsWith("/api/v1/signals?limit=100")))
                .hasSize(2);
    }

    @Test
    void a_proxy_that_blocks_websockets_does_not_matter() {
        server = FakeSignalServer.busy();
        context = ChromiumBrowser.shared().browser().newContext();
        context.addInitScript("window.WebSocket = class { constructor() { throw new Error('blocked'); } }");
        page = context.newPage();
        page.onPageError(complaints::add);
        page.navigate(server.address());
        assertThat(badge()).hasText(LIVE);
        server.awaitSockets();
        JsonObject posted = server.post();

        assertThat(row(posted)).isVisible();
        assertThat(complaints).isEmpty();
    }

    @Test
    void without_any_socket_it_asks_every_ten_seconds_and_says_so() {
        server = FakeSignalServer.busy();
        context = ChromiumBrowser.shared().browser().newContext();
        context.addInitScript("window.WebSocket = class { constructor() { throw new Error('blocked'); } }");
        context.route("**/eventbus/**", Route::abort);
        context.route("**/live/sse", Route::abort);
        page = context.newPage();
        page.navigate(server.address());
        assertThat(badge()).hasText("Every 10 s");
        JsonObject posted = server.postUnheard();

        assertThat(row(posted)).isVisible();
    }

    @Test
    void a_paused_feed_collects_behind_a_pill() {
        openBusy();
        page.keyboard().press("p");
        String first = feed().getByRole(AriaRole.LISTITEM).first().getAttribute("data-id");
        JsonObject posted = server.post();
        server.post();

        Locator pill = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("2 new"));
        assertThat(pill).isVisible();
        assertThat(feed().getByRole(AriaRole.LISTITEM).first()).hasAttribute("data-id", first);
        screenshot("dashboard-paused");
        pill.click();
        assertThat(row(posted)).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resume")))
                .isVisible();
    }

    @Test
    void rows_do_not_move_under_the_pointer() {
        openBusy();
        feed().getByRole(AriaRole.LISTITEM).first().hover();
        JsonObject posted = server.post();

        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("1 new")))
                .isVisible();
        assertThat(row(posted)).isHidden();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Dashboard"))
                .hover();
        assertThat(row(posted)).isVisible();
    }

    @Test
    void a_server_that_goes_and_comes_back_is_told_and_caught_up() {
        openBusy();
        server.stop();
        assertThat(badge()).hasText("Reconnecting");
        assertThat(badge()).hasText(Pattern.compile("Offline since \\d\\d:\\d\\d"));
        screenshot("dashboard-offline");

        JsonObject missed = server.postUnheard();
        server.restart("c0de");
        assertThat(badge()).hasText(LIVE);
        assertThat(row(missed)).isVisible();
    }
}
