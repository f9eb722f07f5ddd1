package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The looks and states of the page of signals. */
class SignalsPageTest extends SignalsBrowserTest {

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark", "768, dark", "1024, light", "320, dark"})
    void it_looks_right_and_breaks_no_rule(int width, String theme) {
        openSignals(width, theme, "?token=SOL,ETH,PEPE,BTC&from=-24h");
        assertThat(rows().first()).isVisible();
        assertThat(search()).hasValue("token:SOL,ETH,PEPE,BTC after:-24h");
        awaitFonts();
        screenshot("signals-" + width + "-" + theme);
        assertSound();

        opener(1).click();
        assertThat(panel().locator(".lit mark").first()).isVisible();
        screenshot("signals-panel-" + width + "-" + theme);
        assertThat(overflow()).isZero();
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }

    @Test
    void unusual_texts_and_prices_keep_their_place_and_are_never_markup() {
        server = FakeSignalServer.busy();
        server.hold(unusual(7, "\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80", "\uD83D\uDE80\uD83D\uDD25"));
        server.hold(unusual(8, "<img src=x onerror=alert(1)>\u202Eevil", "<img src=x onerror=alert(1)>"));
        server.hold(unusual(
                16,
                "\u0625\u0634\u0627\u0631\u0627\u062A \u0627\u0644\u0635\u0642\u0631",
                "\u0634\u0631\u0627\u0621 SOL\n".repeat(500).substring(0, 4096)));
        openSignals(1440, "light", "");

        assertThat(rows()).hasCount(50);
        assertThat(page.locator("sr-signals table")).containsText("0.000004218");
        assertThat(page.locator("sr-signals table")).containsText("104,233.1");
        for (int row = 0; row < 3; row++) {
            opener(row).click();
            assertThat(panel().locator(".lit").first()).not().isEmpty();
            assertThat(panel().locator("h2")).isVisible();
            assertThat(overflow()).isZero();
        }
        assertThat(page.locator("img[src=x]")).hasCount(0);
        screenshot("signals-unusual");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_search_that_finds_nothing_says_why_and_what_to_try() {
        openSignals(390, "dark", "?q=token:XYZ side:long");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No signal fits this")))
                .isVisible();
        assertThat(status()).hasText("0 signals");
        awaitFonts();
        screenshot("signals-empty");
        assertSound();

        button("Without Token: XYZ").click();
        awaitAddress("/signals?q=side:long");
        assertThat(rows().first()).isVisible();
    }

    @Test
    void an_error_stands_in_place_and_a_retry_mends_it() {
        server = FakeSignalServer.busy();
        server.fail("/signals");
        openSignals(1440, "dark", "");
        Locator alert = page.getByRole(AriaRole.ALERT).first();

        assertThat(alert).containsText("The store does not answer");
        assertThat(alert).containsText("req-7f31");
        screenshot("signals-error");
        assertNoAxeFinding();
        server.fail("");
        alert.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"))
                .click();
        assertThat(rows()).hasCount(50);
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void offline_the_rows_stay_and_the_page_says_so() {
        openSignals(1440, "light", "");
        assertThat(rows()).hasCount(50);
        context.setOffline(true);

        assertThat(page.getByText(Pattern.compile("No connection since"))).not().hasCount(0);
        button("Older").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server does not answer");
        context.setOffline(false);
        button("Retry").click();
        assertThat(rows()).hasCount(10);
    }

    @Test
    void what_the_server_refuses_is_told_at_the_field_in_its_words() {
        openSignals(1440, "light", "");
        assertThat(rows()).hasCount(50);
        search().fill("tokn:SOL");
        page.keyboard().press("Enter");

        assertThat(page.locator("#search-refused"))
                .hasText("There is no filter tokn:. A word that holds a colon goes in quotes.");
        assertThat(search()).hasAttribute("aria-invalid", "true");
        assertThat(rows()).hasCount(50);
        screenshot("signals-refused");
        assertNoAxeFinding();
        button("Remove tokn:SOL").click();
        assertThat(page.locator("#search-refused")).hasCount(0);
    }

    @Test
    void new_ones_that_match_wait_behind_a_pill() {
        openSignals(1440, "light", "?q=side:long");
        assertThat(badge()).hasText(LIVE);
        server.awaitSockets();
        assertThat(rows().first()).isVisible();
        String first = rows().first().getAttribute("data-id");
        for (int posts = 0; posts < 3; posts++) {
            server.post();
        }
        Locator pill = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("2 new"));
        assertThat(pill).isVisible();
        assertThat(rows().first()).hasAttribute("data-id", first);
        screenshot("signals-pill");
        assertNoAxeFinding();

        pill.click();
        assertThat(rows().first()).not().hasAttribute("data-id", first);
        assertThat(pill).hasCount(0);
    }

    @Test
    void a_phone_has_its_filters_in_a_sheet() {
        openSignals(390, "light", "?q=side:long outcome:stopped");
        button("Filters, 2 active").click();
        Locator sheet = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Filters"));
        assertThat(sheet.getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("SUI")))
                .isVisible();
        sheet.getByText("Token launch").click();

        awaitAddress("/signals?q=side:long outcome:stopped kind:token_launch");
        screenshot("signals-sheet");
        assertNoAxeFinding();
        sheet.getByText("Show 0 signals").click();
        assertThat(sheet).isHidden();
    }

    @Test
    void ten_thousand_rows_are_paged_through_in_under_100_ms_each() {
        server = FakeSignalServer.holding(10_000);
        openSignals(1440, "light", "");
        assertThat(status()).hasText("10,000 signals");
        CDPSession devtools = context.newCDPSession(page);
        devtools.send("Performance.enable", new Gson().fromJson("{'timeDomain':'threadTicks'}", JsonObject.class));
        double before = busySeconds(devtools);
        for (int turn = 2; turn <= 12; turn++) {
            button("Older").click();
            assertThat(page.locator(".pager")).containsText("%d–%d of 10,000".formatted(turn * 50 - 49, turn * 50));
        }
        page.keyboard().press("j");
        page.keyboard().press("j");
        search().fill("side:short ");
        assertThat(page.locator(".chips")).containsText("Bearish");
        double each = 1000 * (busySeconds(devtools) - before) / 14;
        assertThat(each)
                .as("milliseconds of the page's thread for an interaction over 10,000 rows")
                .isLessThan(100);
        assertThat(rows()).hasCount(50);
    }

    /** Seconds of processor time that the page's thread has worked; a busy machine does not lengthen them. */
    private static double busySeconds(CDPSession devtools) {
        double sum = 0;
        for (JsonElement metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject named = metric.getAsJsonObject();
            if (List.of("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
                    .contains(named.get("name").getAsString())) {
                sum += named.get("value").getAsDouble();
            }
        }
        return sum;
    }
}
