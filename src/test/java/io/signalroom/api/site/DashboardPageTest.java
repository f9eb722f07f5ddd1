package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import io.signalroom.testing.ChromiumBrowser;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard in a real browser. Pictures of what was seen are left in target/screenshots. */
class DashboardPageTest {

    private static final Pattern LIVE = Pattern.compile("^\\s*Live\\s*$");
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private static ChromiumBrowser chromium;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> foreign = new CopyOnWriteArrayList<>();
    private FakeSignalServer server;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        chromium = ChromiumBrowser.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @AfterEach
    void close() {
        context.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark", "768, light", "320, dark"})
    void it_looks_right_and_breaks_no_rule(int width, String theme) {
        server = FakeSignalServer.busy();
        open(width, theme);

        assertThat(figure("Signals, last 24 h")).not().hasText("–");
        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(10);
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("peak \\d+"))))
                .isVisible();
        calls().scrollIntoViewIfNeeded();
        assertThat(calls().getByText("Harbor Light Signals")
                        .locator("visible=true")
                        .first())
                .isVisible();
        page.evaluate("scrollTo(0, 0)");
        awaitFonts();
        screenshot("dashboard-" + width + "-" + theme);

        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

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
        context = chromium.browser().newContext();
        context.addInitScript("window.WebSocket = class { constructor() { throw new Error('blocked'); } }");
        page = context.newPage();
        page.onPageError(complaints::add);
        page.navigate(server.address());
        assertThat(badge()).hasText(LIVE, within(20_000));
        server.awaitSockets();
        JsonObject posted = server.post();

        assertThat(row(posted)).isVisible();
        assertThat(complaints).isEmpty();
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
        assertThat(badge()).hasText(Pattern.compile("Offline since \\d\\d:\\d\\d"), within(20_000));
        screenshot("dashboard-offline");

        JsonObject missed = server.postUnheard();
        server.restart("c0de");
        assertThat(badge()).hasText(LIVE, within(20_000));
        assertThat(row(missed)).isVisible();
    }

    @Test
    void a_failed_part_says_so_in_place_and_the_rest_lives() {
        server = FakeSignalServer.busy();
        server.fail("/analytics/");
        open(1440, "dark");

        Locator alert = page.getByRole(AriaRole.ALERT).first();
        assertThat(alert).containsText("The store does not answer");
        assertThat(alert).containsText("req-7f31");
        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(10);
        awaitFonts();
        screenshot("dashboard-error");
        assertNoAxeFinding();
        server.fail("");
        alert.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void the_first_start_says_what_to_do() {
        server = FakeSignalServer.empty();
        open(1440, "light");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Nothing heard yet")))
                .isVisible();
        assertThat(page.getByText("import result.json")).isVisible();
        awaitFonts();
        screenshot("dashboard-first-start");
        assertNoAxeFinding();
        server.post();
        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(1);
    }

    @Test
    void demo_loading_shows_its_progress() {
        openBusy();
        server.loadDemo(40_000, 100_000);

        assertThat(page.getByText("40,000 of 100,000 (40%)")).isVisible();
        screenshot("dashboard-demo-loading");
        assertNoAxeFinding();
    }

    @Test
    void the_theme_is_kept_and_painted_at_once() {
        openBusy();
        page.keyboard().press("t");
        page.keyboard().press("t");
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        String sent = context.request().get(server.address()).text();
        assertThat(sent).contains("<html lang=\"en\" data-theme=\"dark\">");
    }

    @Test
    void keys_open_the_settings_and_escape_closes_them() {
        openBusy();
        page.keyboard().press("?");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).isVisible();
        assertThat(dialog).containsText("Pause or resume the feed");
        screenshot("dashboard-settings");
        assertNoAxeFinding();
        page.keyboard().press("Escape");
        assertThat(dialog).isHidden();
    }

    @Test
    void the_chart_can_be_read_as_a_table() {
        openBusy();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show as table"))
                .click();

        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("bullish")))
                .isVisible();
        assertNoAxeFinding();
    }

    @Test
    void forced_colours_leave_everything_visible() {
        server = FakeSignalServer.busy();
        open(new Browser.NewContextOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setViewportSize(1440, 900));

        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(10);
        awaitFonts();
        screenshot("dashboard-forced-colours");
        assertThat(complaints).isEmpty();
    }

    @Test
    void hostile_text_stays_text() {
        openBusy();
        page.route("**/api/v1/signals?*", route -> answerHostile(route));
        page.reload();

        assertThat(feed()).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    private static void answerHostile(Route route) {
        JsonObject body = new JsonObject(route.fetch().text());
        JsonObject first = body.getJsonArray("data").getJsonObject(0);
        first.getJsonObject("channel").put("title", "<img src=x onerror=alert(1)>\u202Eevil");
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body.encode()));
    }

    private void openBusy() {
        server = FakeSignalServer.busy();
        open(1440, "light");
        assertThat(badge()).hasText(LIVE);
        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(10);
        server.awaitSockets();
    }

    private void open(int width, String theme) {
        open(new Browser.NewContextOptions()
                .setViewportSize(width, width < 700 ? 844 : 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    private void open(Browser.NewContextOptions options) {
        context = chromium.browser().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(server.address()) && !request.url().startsWith("data:")) {
                foreign.add(request.url());
            }
        });
        page.navigate(server.address());
    }

    private Locator feed() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Live feed"));
    }

    private Locator calls() {
        return page.locator("sr-recent");
    }

    private Locator row(JsonObject signal) {
        return feed().locator("[data-id='" + signal.getString("id") + "']");
    }

    private Locator badge() {
        return page.locator("[data-line]:visible");
    }

    private Locator figure(String label) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(label))
                .locator("xpath=following-sibling::div/p");
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions within(double milliseconds) {
        return new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(milliseconds);
    }

    private int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    private void awaitFonts() {
        page.evaluate("document.fonts.ready.then(() => true)");
    }

    private void assertNoAxeFinding() {
        assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
