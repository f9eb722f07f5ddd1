package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The looks and states of the page of one signal. */
class SignalPageTest extends SignalPageBrowserTest {

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark", "320, dark", "1024, light"})
    void it_looks_right_and_breaks_no_rule(int width, String theme) {
        server = FakeSignalServer.busy();
        server.hold(called(423, "Early Bird", Duration.ofHours(6)));
        openOf(edited(405), width, theme);
        assertThat(page.locator("sr-signal .lit mark").first()).isVisible();
        assertThat(page.locator("sr-candles canvas[style*=block]")).isVisible();
        assertThat(page.locator("sr-elsewhere tbody tr").first()).isVisible();
        awaitFonts();
        screenshot("signal-" + width + "-" + theme);

        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertThat(layoutShift()).as("cumulative layout shift").isLessThan(0.05);
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @Test
    void the_timeline_stands_where_it_makes_the_columns_end_near_each_other() {
        openOf(edited(405), 1440, "light");
        assertThat(page.locator(".one-side #one-timeline")).isVisible();
        JsonObject call = called(423, "Early Bird", Duration.ofHours(6));
        server.hold(call);
        page.navigate(server.address() + "signals/" + call.getString("id"));
        assertThat(page.locator(".one-main #one-timeline")).isVisible();
    }

    @Test
    void the_picture_has_a_sentence_and_a_table() {
        openOf(edited(405), 1440, "light");
        assertThat(picture()).hasAttribute("aria-label", Pattern.compile("SOL/USDT, 24 candles of 1h .*Plan: Entry 1"));
        button("Show as table").click();

        assertThat(page.locator("sr-candles tbody tr")).hasCount(24);
        assertNoAxeFinding();
        button("Show as chart").click();
        assertThat(picture()).isVisible();
    }

    @Test
    void without_prices_or_a_coin_the_page_says_why_there_is_no_picture() {
        openOf(new CannedAnswers().trade(411, Duration.ofHours(2)), 1440, "light");
        assertThat(page.locator("sr-candles")).containsText("No prices kept");
        JsonObject update = new CannedAnswers().other(4, Duration.ofMinutes(9));
        update.remove("symbol");
        server.hold(update);
        page.navigate(server.address() + "signals/" + update.getString("id"));

        assertThat(page.locator("sr-candles")).containsText("No market named");
        assertThat(page.locator("sr-elsewhere")).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_call_without_a_feed_shows_no_invented_prices() {
        JsonObject call = edited(405);
        call.getJsonObject("outcome").put("feed", "none");
        openOf(call, 1440, "light");
        assertThat(page.locator("sr-candles")).containsText("No prices kept");
        assertThat(complaints).isEmpty();
    }

    @Test
    void who_called_the_same_first_is_told_and_leads_to_his_call() {
        server = FakeSignalServer.holding(5);
        server.hold(of("Early Bird", Duration.ofMinutes(42)));
        server.hold(of("Echo", Duration.ofMinutes(20)));
        JsonObject own = of("Alpha Desk", Duration.ofMinutes(12));
        openOf(own, 1440, "dark");
        Locator elsewhere = page.locator("sr-elsewhere");

        assertThat(elsewhere).containsText("Early Bird was first. This call is number 3 of 3 within 24 hours.");
        assertThat(elsewhere.locator("tbody tr").first()).containsText("30 min earlier");
        assertThat(elsewhere.locator("tbody tr").nth(1)).containsText("Text 94% the same");
        server.awaitSockets();
        server.post(of("Late Comer", Duration.ofSeconds(2)));
        assertThat(elsewhere).containsText("This call is number 3 of 4");
        assertThat(elsewhere.locator("tbody tr").last()).containsText("Late Comer");
        elsewhere
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Early Bird"))
                .click();
        assertThat(page.locator("sr-signal h2").first()).hasText("TIA/USDT");
        assertThat(page).hasTitle("TIA/USDT Long · Early Bird · Signalroom");
    }

    @Test
    void the_prices_of_a_call_that_runs_are_asked_for_again_as_time_goes_by() {
        server = FakeSignalServer.busy();
        JsonObject running = of("Alpha Desk", Duration.ofMinutes(12));
        running.remove("outcome");
        server.hold(running);
        path = "playground";
        open(1440, "light");
        page.clock().install();
        page.navigate(server.address() + "signals/" + running.getString("id"));
        page.waitForCondition(() -> prices() == 1);

        page.clock().fastForward(61_000);
        page.waitForCondition(() -> prices() == 2);
        assertThat(complaints).isEmpty();
    }

    private long prices() {
        return server.requests().stream()
                .filter(uri -> uri.contains("/candles"))
                .count();
    }

    @Test
    void claims_stand_beside_what_prices_say() {
        openOf(edited(405), 1440, "light");
        Locator claims =
                page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What the channel claims"));
        assertThat(claims).containsText("Target hit");
        assertThat(claims).containsText("Prices agree");
        assertThat(page.locator(".one-steps")).containsText("The channel says: Target hit");
    }

    @Test
    void who_said_it_first_is_told_and_led_to() {
        JsonObject first = called(423, "Early Bird", Duration.ofHours(6));
        server = FakeSignalServer.busy();
        server.hold(first);
        openOf(
                edited(405)
                        .put(
                                "forwardedFrom",
                                new JsonObject()
                                        .put("name", "Early \u202eBird")
                                        .put("channelId", "1555000111")
                                        .put("messageId", 88)
                                        .put("at", "2026-03-01T08:50:00Z")
                                        .put("url", "https://t.me/early_bird/88")
                                        .put("signal", first.getString("id"))),
                390,
                "dark");
        Locator post = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("The post, as first seen"));
        assertThat(post).containsText("Forwarded from Early Bird");
        assertThat(post.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("The original post")))
                .hasAttribute("href", "https://t.me/early_bird/88");
        assertThat(overflow()).isZero();
        assertNoAxeFinding();
        post.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("The original call"))
                .click();
        page.waitForURL("**/" + first.getString("id"));

        JsonObject nameless = edited(406).put("forwardedFrom", new JsonObject());
        server.hold(nameless);
        page.navigate(server.address() + "signals/" + nameless.getString("id"));
        assertThat(post).containsText("Forwarded; from whom is not told");
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_told_in_place_and_a_retry_mends_it() {
        server = FakeSignalServer.busy();
        server.fail("/signals/sig_");
        openOf(edited(405), 1440, "light");
        Locator alert = page.getByRole(AriaRole.ALERT).first();
        assertThat(alert).containsText("The store does not answer");
        assertThat(page.locator("#summary")).containsText("SOL/USDT");
        server.fail("/candles");
        alert.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"))
                .click();

        assertThat(page.locator("sr-candles").getByRole(AriaRole.ALERT)).containsText("The store does not answer");
        assertThat(page.locator("sr-signal .lit mark").first()).isVisible();
        server.fail("");
        button("Retry").click();
        assertThat(picture()).isVisible();
    }

    @Test
    void an_unknown_signal_and_an_unknown_address_say_so_and_lead_on() {
        server = FakeSignalServer.busy();
        path = "signals/sig_00000000000000000000999999";
        open(390, "light");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No such signal")))
                .isVisible();
        assertThat(page).hasTitle("No such signal · Signalroom");
        assertThat(badge()).hasText(LIVE);
        screenshot("signal-missing");
        assertNoAxeFinding();
        Response answer = page.navigate(server.address() + "nothing/here");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(page.getByText("There is nothing here")).isVisible();
        assertThat(badge()).hasText(LIVE);
        screenshot("missing");
        assertNoAxeFinding();
        page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Signals"))
                .click();
        page.waitForURL("**/signals");
    }

    @Test
    void on_paper_there_is_the_signal_and_nothing_round_it() {
        openOf(edited(405), 1440, "dark");
        assertThat(page.locator("sr-candles canvas[style*=block]")).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator("aside")).isHidden();
        assertThat(page.locator(".one-acts")).isHidden();
        assertThat(page.evaluate("getComputedStyle(document.body).color")).isEqualTo("rgb(15, 20, 27)");
        screenshot("signal-print");
    }

    @Test
    void in_german_every_word_is_and_it_fits() {
        server = FakeSignalServer.busy();
        JsonObject signal = edited(405);
        server.hold(signal);
        path = "signals/" + signal.getString("id");
        open(new Browser.NewContextOptions()
                .setLocale("de-AT")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(390, 844));
        assertThat(page.locator("sr-candles canvas[style*=block]")).isVisible();
        awaitFonts();
        screenshot("signal-german");

        assertThat(page.locator("body").innerText()).doesNotContainPattern("\\b[a-z]+\\.[a-z]+[A-Z.]\\w+");
        assertThat(overflow()).isZero();
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }

    @Test
    void prices_that_move_its_outcome_reach_the_page() {
        JsonObject signal = edited(405);
        openOf(signal, 1440, "light");
        assertThat(badge()).hasText(LIVE);
        server.awaitSockets();
        assertThat(page.locator(".one-head")).containsText("Expired");
        server.turn(signal, CannedOutcomes.stopped(signal));

        assertThat(page.locator(".one-head")).containsText("Stopped");
    }
}
