package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Being told of new calls like one that somebody chose. */
class AlertsTest extends SignalPageBrowserTest {
    /** In place of the browser's own notes, which no test sees. */
    private static final String NOTES = """
            window.notes = [];
            window.Notification = class {
              static permission = 'default';
              static async requestPermission() { return (this.permission = 'granted'); }
              constructor(title, { body, tag }) { window.notes.push([title, body, tag].join('|')); }
            };""";

    private final List<WebSocket> sockets = new ArrayList<>();
    private boolean behind;

    private static JsonObject sol(int number, Duration ago) {
        return new CannedAnswers().trade(9 * number, ago).put("side", "LONG");
    }

    private void openOne() {
        openOne(false);
    }

    private void openOne(boolean clocked) {
        server = FakeSignalServer.busy();
        JsonObject signal = sol(1_000, Duration.ofHours(5));
        server.hold(signal);
        path = "signals/" + signal.getString("id");
        open(new Browser.NewContextOptions().setViewportSize(1440, 900).setReducedMotion(ReducedMotion.REDUCE));
        page.navigate("about:blank"); // the sockets of that page are none of ours, and nobody tells when they close
        page.addInitScript(NOTES);
        page.onWebSocket(sockets::add);
        if (behind) {
            page.addInitScript("Object.defineProperty(document, 'hidden', { get: () => true });");
        }
        if (clocked) {
            page.clock().install();
        }
        page.navigate(server.address() + path);
        assertThat(badge()).hasText(LIVE);
    }

    private Locator notes() {
        return page.locator("#toasts a");
    }

    private void hide() {
        page.evaluate("""
                Object.defineProperty(document, 'hidden', { get: () => true });
                document.dispatchEvent(new Event('visibilitychange'));""");
    }

    private boolean open() {
        return sockets.stream().anyMatch(socket -> !socket.isClosed());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_page_that_nobody_sees_lets_the_line_go_after_five_minutes_unless_it_is_to_tell_of_something(
            boolean alerted) {
        openOne(true);
        page.waitForCondition(this::open); // what follows the line comes after the page
        if (alerted) {
            button("Alert me").click();
        }
        hide();
        page.clock().fastForward(301_000);
        page.waitForCondition(() -> open() == alerted);
        page.waitForTimeout(3_000); // in which it would come back, or go
        assertThat(open()).isEqualTo(alerted);
    }

    @Test
    void a_page_that_was_opened_behind_others_lets_the_line_go_too() {
        behind = true;
        openOne(true);
        page.waitForCondition(this::open);
        page.clock().fastForward(301_000);
        page.waitForCondition(() -> !open());
        page.waitForTimeout(3_000); // in which it would come back
        assertThat(open()).isFalse();
    }

    @Test
    void what_could_not_be_told_call_by_call_is_said_to_be_missing() {
        openOne();
        server.skip();
        button("Alert me").click();
        for (int i = 0; i < 30; i++) {
            server.postUnheard();
        }
        server.skip();
        assertThat(notes()).hasText(Pattern.compile("may be missing here"));
        assertThat(notes()).hasAttribute("href", "/signals");
    }

    @Test
    void new_calls_of_that_token_and_direction_are_told_here_and_after_a_return_and_no_others() {
        openOne();
        Locator alert = button("Alert me");
        assertThat(alert).hasAttribute("aria-pressed", "false");
        alert.click();
        assertThat(alert).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("#toasts")).containsText("new bullish calls for SOL");
        screenshot("signal-alert");
        assertNoAxeFinding();

        server.post(sol(2_001, Duration.ofSeconds(2)).put("side", "SHORT"));
        server.post(sol(2_002, Duration.ofHours(1)));
        server.post(
                new CannedAnswers().trade(9 * 2_003 + 1, Duration.ofSeconds(1)).put("side", "LONG"));
        JsonObject wanted = server.post(sol(2_004, Duration.ofSeconds(1)));
        assertThat(notes()).hasCount(1);
        assertThat(notes()).hasAttribute("href", "/signals/" + wanted.getString("id"));
        assertThat(notes()).containsText("SOL bullish");
        assertThat(page.locator("#announcer")).containsText("SOL bullish");
        assertThat(page.evaluate("notes.length")).isEqualTo(0);
        server.hold(wanted);
        notes().click();
        page.waitForURL("**/signals/" + wanted.getString("id"));

        page.navigate(server.address() + "analytics");
        assertThat(badge()).hasText(LIVE);
        page.waitForFunction("performance.getEntriesByType('resource').some((it) => it.name.includes('alerts.js'))");
        page.evaluate("Notification.permission = 'granted'");
        hide();
        JsonObject hidden = server.post(sol(2_005, Duration.ofSeconds(1)));
        assertThat(notes()).hasCount(1);
        assertThat(page.evaluate("notes.join()").toString())
                .isEqualTo("▲ SOL bullish|" + hidden.getJsonObject("channel").getString("title") + "|"
                        + hidden.getString("id"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void many_at_once_leave_the_newest_three_and_the_settings_end_it() {
        openOne();
        button("Alert me").click();
        for (int number = 3_001; number <= 3_006; number++) {
            server.post(sol(number, Duration.ofSeconds(1)));
        }
        JsonObject last = server.post(sol(3_007, Duration.ofSeconds(1)));
        assertThat(notes().last()).hasAttribute("href", "/signals/" + last.getString("id"));
        assertThat(notes()).hasCount(3);

        page.keyboard().press("?");
        Locator settings = dialog("Settings");
        assertThat(settings).containsText("You are told of");
        screenshot("settings-alerts");
        assertNoAxeFinding();
        settings.locator("button")
                .filter(new Locator.FilterOptions().setHasText("SOL bullish"))
                .click();
        assertThat(settings).not().containsText("You are told of");
        assertThat(page.evaluate("localStorage.getItem('alerts')")).isNull();
        page.keyboard().press("Escape");
        assertThat(button("Alert me")).hasAttribute("aria-pressed", "false");
        assertThat(page).hasURL(Pattern.compile("/signals/sig_"));
        assertThat(complaints).isEmpty();
    }
}
