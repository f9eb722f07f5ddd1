package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard's looks and states. */
class DashboardPageTest extends BrowserTest {

    private static final String CHART_IS_DRAWN = """
            () => {
              const canvas = document.querySelector('sr-hourly canvas');
              if (!canvas?.width) return false;
              const { width, height } = canvas;
              const blank = Object.assign(document.createElement('canvas'), { width, height });
              return canvas.toDataURL() !== blank.toDataURL();
            }""";

    @ParameterizedTest
    @CsvSource({
        "390, light",
        "390, dark",
        "1440, light",
        "1440, dark",
        "768, light",
        "1024, dark",
        "1280, light",
        "320, dark"
    })
    void it_looks_right_and_breaks_no_rule(int width, String theme) {
        server = FakeSignalServer.busy();
        open(width, theme);

        assertThat(figure("Signals, last 24 h")).not().hasText("–");
        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(10);
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("peak \\d+"))))
                .isVisible();
        page.waitForFunction(CHART_IS_DRAWN);
        calls().scrollIntoViewIfNeeded();
        assertThat(calls().getByText("Harbor Light Signals")
                        .locator("visible=true")
                        .first())
                .isVisible();
        page.evaluate("scrollTo(0, 0)");
        awaitFonts();
        screenshot("dashboard-" + width + "-" + theme);

        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertThat(cutOff()).as("cards whose content is wider than they are").isZero();
        assertThat(layoutShift()).as("cumulative layout shift").isLessThan(0.05);
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @Test
    void each_outcome_has_its_word_and_its_result() {
        openBusy();
        assertThat(shown("waiting")).hasText(Pattern.compile("Waiting$"));
        assertThat(shown("all_targets")).hasText(Pattern.compile("Target 4 of 4\\s*\\+2\\.44 R$"));
        assertThat(shown("stopped")).hasText(Pattern.compile("Stopped\\s*-1\\.00 R$"));
        assertThat(shown("unfilled")).hasText(Pattern.compile("Unfilled$"));
        assertThat(shown("no_data")).hasText(Pattern.compile("No prices$"));
        assertThat(outcome("open").filter(with("Target 2 of 4")).first()).isVisible();
        assertThat(outcome("open").filter(with("Open")).first()).isVisible();
        assertThat(outcome("expired").filter(with("+3.4 %")).first()).isVisible();
    }

    @Test
    void rows_of_the_latest_calls_are_of_one_height() {
        openBusy();
        assertThat(shown("all_targets")).isVisible();
        awaitFonts();
        assertThat(
                        page.evaluate(
                                "new Set([...document.querySelectorAll('sr-recent tbody tr')].map((it) => Math.round(it.getBoundingClientRect().height))).size"))
                .isEqualTo(1);
        assertThat(cutOff()).isZero();
    }

    private Locator outcome(String state) {
        return calls().locator("tr [data-outcome=" + state + "]");
    }

    private Locator shown(String state) {
        return outcome(state).first();
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
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
    void the_chart_can_be_read_as_a_table_with_its_empty_hours() {
        openBusy();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show as table"))
                .click();

        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("bullish")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Signals per hour"))
                        .first()
                        .locator("tbody tr"))
                .hasCount(25);
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
}
