package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.testing.ChromiumBrowser;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Pages of a server that lets nobody read without a token, and what becomes of tokens that end. */
class ReadingClosedTest extends SignalsBrowserTest {

    private final List<WebSocket> sockets = new CopyOnWriteArrayList<>();

    /** Opens a page whose sockets are counted and whose clock can be moved on. */
    private void openClosed(String address) {
        server = FakeSignalServer.closed();
        context = ChromiumBrowser.shared().browser().newContext();
        openIn(context, address);
    }

    private void openIn(BrowserContext made, String address) {
        page = made.newPage();
        page.onPageError(complaints::add);
        page.onWebSocket(sockets::add);
        page.clock().install();
        page.navigate(server.address() + address);
    }

    private void awaitNoSocket() {
        page.waitForCondition(() -> sockets.stream().allMatch(WebSocket::isClosed));
    }

    @Test
    void without_a_key_it_says_so_and_does_not_knock_again_and_again() {
        openClosed("");
        assertThat(dialog("Sign in")).isVisible();
        page.keyboard().press("Escape");
        assertThat(badge()).hasText("Not signed in");
        page.clock().runFor(Duration.ofMinutes(2).toMillis());

        assertThat(badge()).hasText("Not signed in");
        awaitNoSocket();
        assertThat(sockets).hasSize(1);
        assertThat(page.locator("#toasts")).isEmpty();
        assertThat(dialog("Sign in")).isHidden();
        assertThat(page.locator("sr-badge:visible")).containsText("Reading needs a key");
        screenshot("closed");
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
    }

    @Test
    void signing_in_brings_the_line_and_signing_out_ends_it() {
        openClosed("");
        signIn();
        assertThat(badge()).hasText(LIVE);
        server.awaitSockets();
        JsonObject posted = server.post();
        assertThat(row(posted)).isVisible();

        page.keyboard().press("?");
        button("Sign out").click();
        page.keyboard().press("Escape");
        assertThat(badge()).hasText("Not signed in");
        awaitNoSocket();
        page.clock().runFor(Duration.ofMinutes(2).toMillis());
        assertThat(dialog("Sign in")).isHidden();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_token_that_the_server_ends_is_made_anew_without_asking() {
        openClosed("signals");
        signIn();
        assertThat(rows()).hasCount(50);
        server.awaitSockets(); // the line has shown its token
        page.waitForCondition(
                () -> server.requests().stream().anyMatch(uri -> uri.contains("/signals/changes"))); // the last one
        server.keys().endTokens();
        button("Older").click();

        assertThat(rows()).hasCount(10);
        assertThat(dialog("Sign in")).isHidden();
        assertThat(server.keys().refused()).isEqualTo(1);
        assertThat(server.keys().made()).isEqualTo(2);
    }

    @Test
    void a_token_whose_time_is_over_is_not_sent() {
        openClosed("signals");
        signIn();
        assertThat(rows()).hasCount(50);
        server.awaitSockets(); // the line has shown its token
        page.waitForCondition(
                () -> server.requests().stream().anyMatch(uri -> uri.contains("/signals/changes"))); // the last one
        awaitQuiet();
        server.keys().endTokens();
        page.clock().setSystemTime(Date.from(Instant.now().plus(Duration.ofMinutes(20))));
        button("Older").click();

        assertThat(rows()).hasCount(10);
        assertThat(server.keys().refused()).isZero();
        assertThat(server.keys().made()).isEqualTo(2);
    }

    /** Nothing has been asked for half a second: what the page does by itself is done. */
    private void awaitQuiet() {
        long[] last = {-1, System.nanoTime()};
        page.waitForCondition(() -> {
            long asked = server.requests().size();
            if (asked != last[0]) {
                last[0] = asked;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > 500_000_000L;
        });
    }

    @Test
    void a_kept_key_is_tried_again_if_the_server_was_away_for_a_moment() {
        server = FakeSignalServer.closed();
        context = ChromiumBrowser.shared().browser().newContext();
        context.addInitScript("sessionStorage.setItem('apiKey', '" + FakeKeys.KEY + "')");
        context.route("**/auth/token", Route::abort, new BrowserContext.RouteOptions().setTimes(1));
        openIn(context, "signals");

        assertThat(rows()).hasCount(50);
        assertThat(badge()).hasText(LIVE);
        assertThat(dialog("Sign in")).isHidden();
    }

    @Test
    void links_of_the_api_are_fetched_with_the_token() {
        openClosed("signals");
        signIn();
        opener(0).click();
        Locator json = panel().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("This signal as JSON"));
        Download download = page.waitForDownload(json::click);

        assertThat(download.suggestedFilename()).matches("signals-sig_\\d{26}\\.json");
    }

    @Test
    void the_playground_asks_for_a_key_when_somebody_acts_and_not_at_each_pause() {
        openClosed("playground");
        assertThat(dialog("Sign in")).isVisible();
        page.keyboard().press("Escape");
        Locator post = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Channel post"));
        post.fill("LONG #SOL/USDT entry 180 target 190 stop 170");
        assertThat(page.locator("sr-read-post").getByRole(AriaRole.ALERT)).containsText("A token is needed");
        assertThat(dialog("Sign in")).isHidden();

        post.press("Control+Enter");
        signIn();
        assertThat(page.locator("sr-read-post .lit mark").first()).isVisible();
    }
}
