package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a channel claims of a call, beside what prices gave: a call for TIA, bought at 100, with targets 3, 6, 10 and 20 % above. */
class SignalClaimsTest extends SignalPageBrowserTest {

    private static JsonObject claim(String event, Integer target, Number profit, String measured) {
        JsonObject claim = new JsonObject()
                .put("updateId", "sig_none")
                .put("event", event)
                .put("postedAt", "2026-03-01T12:00:00Z")
                .put("how", "symbol");
        if (target != null) {
            claim.put("targetIndex", target);
        }
        if (profit != null) {
            claim.put("profitPercent", profit);
        }
        return measured == null ? claim : claim.put("measured", measured);
    }

    private static JsonObject trade(String price, double part, String by) {
        JsonObject trade = new JsonObject()
                .put("at", "2026-03-01T11:00:00Z")
                .put("price", price)
                .put("part", part);
        return by == null ? trade : trade.put("by", by);
    }

    private static JsonObject won(JsonObject... claims) {
        JsonObject call = called(23, "Alpha Desk", Duration.ofHours(6)).put("leverage", 10);
        call.getJsonObject("outcome")
                .put("fills", new JsonArray().add(trade("100", 1, null)))
                .put(
                        "exits",
                        new JsonArray()
                                .add(trade("103", 0.25, "target"))
                                .add(trade("106", 0.25, "target"))
                                .add(trade("110", 0.25, "target"))
                                .add(trade("120", 0.25, "target")));
        return claiming(call, claims);
    }

    /** A short that was stopped 5 % above. */
    private static JsonObject stopped(JsonObject... claims) {
        JsonObject call = called(13, "Alpha Desk", Duration.ofHours(6));
        assertThat(call.getString("side")).isEqualTo("SHORT");
        call.getJsonObject("outcome")
                .put("fills", new JsonArray().add(trade("99", 0.5, null)).add(trade("101", 0.5, null)))
                .put("exits", new JsonArray().add(trade("105", 1, "stop")));
        return claiming(call, claims);
    }

    private static JsonObject claiming(JsonObject call, JsonObject... claims) {
        return call.put("claims", new JsonArray(java.util.List.of(claims)));
    }

    private Locator claims() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What the channel claims"));
    }

    private void assertClaim(int place, String verdict, String... words) {
        Locator row = claims().getByRole(AriaRole.LISTITEM).nth(place);
        assertThat(row.locator(".chip")).containsText(verdict);
        for (String word : words) {
            assertThat(row).containsText(word);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark", "320, light"})
    void a_claim_stands_beside_what_prices_gave_and_says_why_it_holds_or_does_not(int width, String theme) {
        openOf(
                won(
                        claim("TARGET_HIT", 1, 3.2, "holds"),
                        claim("TARGET_HIT", 2, 60, "holds"),
                        claim("TARGET_HIT", 3, 400, "holds"),
                        claim("TARGET_HIT", 4, 20, "fails"),
                        claim("CLOSED", null, 50, null)),
                width,
                theme);
        assertClaim(0, "Prices agree", "Target hit 1 · +3.2 %", "Price alone+3 %", "+2.44 R · +9.1 %");
        assertClaim(1, "Overstated", "Target hit 2 · +60 %", "Price alone+6 %", "times the leverage of 10×");
        assertClaim(2, "Overstated", "Price alone+10 %", "less than the +400 %");
        assertClaim(3, "Prices disagree", "had not had this target", "+2.44 R · +9.1 %");
        assertClaim(4, "Cannot be told", "Closed · +50 %", "the channel’s own order", "+2.44 R");
        assertThat(page.locator(".one-steps")).containsText("The channel says: Target hit 2 · +60 %");
        assertThat(page.locator("sr-candles canvas, sr-candles p").first()).isVisible();
        awaitFonts();
        screenshot("signal-claims-" + width + "-" + theme);

        assertThat(overflow()).isZero();
        assertThat(cutOff()).isZero();
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }

    @Test
    void more_than_the_price_gave_is_laid_to_the_leverage_only_if_that_makes_it() {
        openOf(won(claim("TARGET_HIT", 2, 20, "holds"), claim("ENTRY_FILLED", null, 5, "holds")), 1440, "light");
        assertClaim(0, "Overstated", "The price alone gave +6 %, less than the +20 %");
        assertClaim(1, "Prices agree", "what this step alone gave is not known");
    }

    @Test
    void a_stop_that_does_not_count_cannot_be_hit() {
        JsonObject running = called(29, "Alpha Desk", Duration.ofHours(2)); // open
        running.getJsonObject("outcome").put("noStop", true);
        openOf(claiming(running, claim("STOP_HIT", null, null, null)), 1440, "light");
        assertClaim(0, "Cannot be told", "names no stop that could be hit");
    }

    @Test
    void a_loss_that_is_told_too_small_is_overstated_and_one_that_is_told_whole_holds() {
        openOf(stopped(claim("STOP_HIT", null, -5, "holds"), claim("STOP_HIT", null, -2, "holds")), 1440, "light");
        assertClaim(0, "Prices agree", "Stopped · -5 %", "Price alone-5 %", "-1.00 R · -5.2 %");
        assertClaim(1, "Overstated", "-5 %", "less than the -2 %");
    }

    @Test
    void a_target_that_came_before_anybody_was_in_gave_nobody_a_profit() {
        JsonObject missed = called(27, "Alpha Desk", Duration.ofHours(6)); // unfilled
        openOf(claiming(missed, claim("TARGET_HIT", 1, 12, "unfilled")), 390, "dark");
        assertClaim(0, "Nobody was in", "before anybody could be in", "Whole plan, net");
        assertThat(claims()).not().containsText(" R");
    }

    @Test
    void what_is_not_measured_yet_or_never_will_be_says_so() {
        JsonObject running = called(29, "Alpha Desk", Duration.ofHours(2)); // open
        openOf(
                claiming(running, claim("TARGET_HIT", 3, null, null), claim("STOP_MOVED", null, null, null)),
                1440,
                "dark");
        assertClaim(0, "Not measured yet", "not read yet", "still running");
        assertClaim(1, "Cannot be told", "the channel’s own order");

        JsonObject unknown = called(28, "Alpha Desk", Duration.ofHours(2)); // no such market
        server.hold(claiming(unknown, claim("TARGET_HIT", 1, 40, null)));
        page.navigate(server.address() + "signals/" + unknown.getString("id"));
        assertClaim(0, "Cannot be told", "no prices to hold it against");
        JsonObject silent = claiming(called(34, "Alpha Desk", Duration.ofHours(2)));
        server.hold(silent);
        page.navigate(server.address() + "signals/" + silent.getString("id"));
        assertThat(claims()).containsText("The channel has not said how this call went");
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_panel_beside_the_list_says_the_same_and_so_it_does_in_german() {
        server = FakeSignalServer.busy();
        JsonObject call = won(claim("TARGET_HIT", 2, 60, "holds"));
        server.hold(call);
        path = "signals?open=" + call.getString("id");
        open(new Browser.NewContextOptions()
                .setLocale("de-AT")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(390, 844));
        Locator panel = page.locator("dialog.panel");
        assertThat(panel.locator(".one-claims")).containsText("Übertrieben");
        assertThat(panel.locator(".one-claims")).containsText("mal dem Hebel von 10×");
        panel.locator(".one-claims").scrollIntoViewIfNeeded();
        awaitFonts();
        screenshot("signal-claims-panel-german");
        assertThat(panel.innerText()).doesNotContainPattern("\\b[a-z]+\\.[a-z]+[A-Z.]\\w+");
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }
}
