package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What tests of the page of signals share. */
abstract class SignalsBrowserTest extends BrowserTest {

    /** Opens the page with this behind its address. */
    void openSignals(int width, String theme, String search) {
        if (server == null) {
            server = FakeSignalServer.busy();
        }
        path = "signals" + search;
        open(width, theme);
    }

    Locator search() {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search signals"));
    }

    Locator rows() {
        return page.locator("sr-signals :is(tbody tr, .cards > li)").locator("visible=true");
    }

    Locator opener(int row) {
        return rows().nth(row).locator("a[data-row]");
    }

    Locator panel() {
        return page.locator("dialog.panel");
    }

    Locator status() {
        return page.locator(".told-count");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What stands behind the address, readable. */
    String address() {
        return URLDecoder.decode(page.url().substring(server.address().length() - 1), StandardCharsets.UTF_8);
    }

    /** Waits until the address is this. */
    void awaitAddress(String address) {
        page.waitForFunction(
                "to => decodeURIComponent((location.pathname + location.search).replaceAll('+', ' ')) === to", address);
    }

    void assertSound() {
        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertThat(cutOff()).as("cards whose content is wider than they are").isZero();
        assertThat(layoutShift()).as("cumulative layout shift").isLessThan(0.05);
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

    /** A signal with a channel and a post of its own. */
    JsonObject unusual(int number, String title, String post) {
        JsonObject signal = new CannedAnswers().trade(number, java.time.Duration.ofSeconds(number % 30));
        signal.getJsonObject("channel").put("title", title);
        return signal.put("text", post);
    }
}
