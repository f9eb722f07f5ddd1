package io.signalroom.api.site;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What tests of the page of one signal share. */
abstract class SignalPageBrowserTest extends BrowserTest {

    /** A witnessed call for SOL that was edited. */
    static JsonObject edited(int number) {
        return new CannedAnswers()
                .trade(number, Duration.ofHours(5))
                .put(
                        "editedAt",
                        Instant.now()
                                .minus(3, ChronoUnit.HOURS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    /** A call for TIA of a channel. */
    static JsonObject of(String channel, Duration ago) {
        return called((int) (1_000_004 + ago.toMinutes() * 18), channel, ago);
    }

    static JsonObject called(int number, String channel, Duration ago) {
        JsonObject signal = new CannedAnswers().trade(number, ago);
        signal.getJsonObject("channel").put("title", channel);
        return signal;
    }

    void openOf(JsonObject signal, int width, String theme) {
        if (server == null) {
            server = FakeSignalServer.busy();
        }
        server.hold(signal);
        path = "signals/" + signal.getString("id");
        open(width, theme);
    }

    Locator picture() {
        return page.locator("sr-candles canvas");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
