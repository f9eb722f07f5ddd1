package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The looks and states of the page of figures, and where its numbers lead. */
class AnalyticsPageTest extends AnalyticsBrowserTest {

    private static final String CHART_IS_DRAWN = """
            () => {
              const canvas = document.querySelector('sr-outcomes canvas');
              if (!canvas?.width) return false;
              const { width, height } = canvas;
              const blank = Object.assign(document.createElement('canvas'), { width, height });
              return canvas.toDataURL() !== blank.toDataURL();
            }""";

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark"})
    void it_looks_right_and_breaks_no_rule(int width, String theme) {
        openAnalytics(width, theme, "");
        assertThat(page.locator("sr-heat .heat-cell")).hasCount(56);
        page.waitForFunction(CHART_IS_DRAWN);
        assertLooksRight("overview-" + width + "-" + theme);
        assertThat(layoutShift()).as("cumulative layout shift").isLessThan(0.05);

        for (Map.Entry<String, Integer> rows :
                Map.of("Channels", 8, "Patterns", 9).entrySet()) {
            tab(rows.getKey()).click();
            assertThat(panel().locator("tbody tr, .pattern")).hasCount(rows.getValue());
            assertLooksRight(rows.getKey().toLowerCase(Locale.ROOT) + "-" + width + "-" + theme);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark"})
    void tokens_look_right_in_their_list_and_one_by_one(int width, String theme) {
        openAnalytics(width, theme, "?tab=tokens");
        assertThat(panel().getByText("0.000004")).isVisible();
        assertLooksRight("tokens-" + width + "-" + theme);

        link("SOL").click();
        assertThat(rows("How its calls turned out")).hasCount(3);
        page.waitForFunction(CHART_IS_DRAWN);
        assertLooksRight("token-" + width + "-" + theme);
    }

    private void assertLooksRight(String name) {
        awaitFonts();
        screenshot("analytics-" + name);
        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertThat(cutOff()).as("cards whose content is wider than they are").isZero();
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @Test
    void keys_walk_over_the_tabs_and_each_has_its_address() {
        openAnalytics(1440, "light", "");
        tab("Overview").focus();
        page.keyboard().press("ArrowRight");
        assertThat(tab("Channels")).isFocused();
        assertThat(tab("Channels")).hasAttribute("aria-selected", "true");
        assertThat(page).hasURL(Pattern.compile("/analytics\\?tab=channels$"));
        page.keyboard().press("End");
        assertThat(tab("Patterns")).isFocused();
        assertThat(page).hasTitle("Patterns · Analytics · Signalroom");
        page.keyboard().press("ArrowRight");
        assertThat(tab("Overview")).isFocused();
        page.keyboard().press("Tab");
        assertThat(link("24 h")).isFocused();

        page.goBack();
        assertThat(tab("Patterns")).hasAttribute("aria-selected", "true");
    }

    @Test
    void the_chart_is_a_table_on_demand_whose_numbers_lead_to_their_signals() {
        openAnalytics(1440, "light", "?from=2026-03-01&to=2026-03-08");
        standInForTheList();
        assertThat(page.getByRole(
                        AriaRole.IMG,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("Outcomes per day: \\d+ calls\\. .* Most at Mar \\d: \\d+"))))
                .isVisible();
        button("Show as table").press("Enter");

        assertThat(rows("Outcomes per day")).hasCount(7);
        assertThat(button("Show as chart")).isFocused();
        Locator stopped = rows("Outcomes per day").first().locator("td").nth(3).getByRole(AriaRole.LINK);
        stopped.focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/signals?*");
        assertThat(page.url())
                .endsWith(
                        "/signals?origin=witnessed&outcome=stopped&from=2026-03-07T00:00:00Z&to=2026-03-08T00:00:00Z");
    }

    @Test
    void a_part_of_a_bar_leads_to_its_signals() {
        openAnalytics(1440, "light", "?from=2026-03-01&to=2026-03-08");
        standInForTheList();
        page.waitForFunction(CHART_IS_DRAWN);
        Locator canvas = page.locator("sr-outcomes canvas");
        canvas.click(new Locator.ClickOptions()
                .setPosition(canvas.boundingBox().width / 2 + 12, canvas.boundingBox().height - 34));

        page.waitForURL("**/signals?*");
        assertThat(page.url()).contains("outcome=all_targets&from=2026-03-04T00:00:00Z&to=2026-03-05T00:00:00Z");
    }

    @Test
    void a_figure_says_its_n_its_interval_and_how_it_was_before() {
        openAnalytics(1440, "light", "?from=2026-03-01&to=2026-03-08");
        assertThat(value("Win rate"))
                .containsText(Pattern.compile("\\d+%.*of \\d+ results · 95 % interval \\d+–\\d+%", Pattern.DOTALL));
        assertThat(value("Win rate")).containsText(Pattern.compile("points from \\d+% of \\d+ before"));
        assertThat(value("Signals").getByRole(AriaRole.LINK))
                .hasAttribute("href", "/signals?origin=witnessed&from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:00Z");
        assertThat(value("Deleted later")).containsText("of all signals");
        assertThat(value("Edited later").getByRole(AriaRole.LINK)).hasAttribute("href", Pattern.compile("&is=edited"));
        assertThat(value("Deleted later").getByRole(AriaRole.LINK))
                .hasAttribute("href", Pattern.compile("&is=deleted"));
        assertThat(page.getByText("kept ready for 34 s (HIT)")).isVisible();

        button("Compare").click();
        assertThat(value("Win rate")).not().containsText("before");
        assertThat(page).hasURL(Pattern.compile("compare=off"));
    }

    @Test
    void hours_of_a_week_lead_to_their_signals_and_of_more_weeks_show_them_first() {
        openAnalytics(1440, "light", "?from=2026-03-02&to=2026-03-09&measure=count");
        Locator cell = page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Tuesday 12:00–15:00: ")));
        assertThat(cell)
                .hasAttribute("href", "/signals?origin=witnessed&from=2026-03-03T12:00:00Z&to=2026-03-03T15:00:00Z");
        page.navigate(server.address() + "analytics?from=2026-03-02&to=2026-03-23");
        assertThat(cell).hasAccessibleName(Pattern.compile("% of \\d+ results won$"));
        cell.click();
        Locator chosen = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Signals of these hours"));
        assertThat(chosen.getByRole(AriaRole.LISTITEM)).hasCount(3);
        assertThat(chosen.getByRole(AriaRole.LISTITEM).first().getByRole(AriaRole.LINK))
                .hasAttribute("href", "/signals?origin=witnessed&from=2026-03-17T12:00:00Z&to=2026-03-17T15:00:00Z");
        screenshot("analytics-hours-chosen");
        page.evaluate("scrollTo(0, 0)"); // from under the head of the page
        assertNoAxeFinding();
    }

    @Test
    void too_few_results_of_an_hour_are_grey() {
        openAnalytics(390, "light", "?from=2026-03-02&to=2026-03-09");
        Locator few = page.getByRole(
                AriaRole.LINK,
                new Page.GetByRoleOptions().setName(Pattern.compile("^Monday 03:00–06:00: .* of \\d results won$")));
        assertThat(few).hasClass(Pattern.compile("heat-few"));
    }

    @Test
    void the_period_goes_with_the_keys_and_links_keep_it_or_go_along() {
        openAnalytics(1440, "light", "");
        link("7 d").click();
        assertThat(page).hasURL(Pattern.compile("\\?from=-7d$"));
        assertThat(settled()).isVisible();
        assertThat(copied("Live link")).endsWith("/analytics?from=-7d");
        assertThat(copied("Copy link"))
                .matches(".*\\?from=2\\d{3}-\\d\\d-\\d\\dT[0-9:]+Z&to=2\\d{3}-\\d\\d-\\d\\dT[0-9:]+Z&origin=witnessed");
        page.keyboard().press("[");
        assertThat(page).hasURL(Pattern.compile("\\?from=2\\d{3}.*Z&to=2\\d{3}.*Z$"));
        page.keyboard().press("]");
        assertThat(page).hasURL(Pattern.compile("\\?from=-7d$"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("&to=2"));

        button("Custom").click();
        page.getByLabel("First day").fill("2026-02-03");
        page.getByLabel("Last day").fill("2026-02-05");
        button("Show").click();
        assertThat(page).hasURL(Pattern.compile("\\?from=2026-02-03&to=2026-02-06$"));
        assertThat(page.locator("[data-period]")).hasText("Feb 3 – 5, 2026");
        assertThat(complaints).isEmpty();
    }

    @Test
    void counts_of_the_board_lead_to_their_calls_and_keys_go_from_channel_to_channel() {
        openAnalytics(1440, "light", "?tab=channels");
        Locator row = page.locator("sr-leaderboard tbody tr").first();
        assertThat(row.locator("td").nth(6).locator("a"))
                .hasAttribute(
                        "href",
                        Pattern.compile("from=-90d&kind=trade_signal,token_launch&outcome=open,.*,no_data&is=edited$"));
        assertThat(row.locator("td").nth(6).locator("a"))
                .hasAttribute("aria-label", Pattern.compile("^\\d+ calls of .+ were edited$"));
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        assertThat(row.locator("a").first()).isFocused();
    }
}
