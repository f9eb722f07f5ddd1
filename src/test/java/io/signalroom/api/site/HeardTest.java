package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shown follows what the line says of it, however old it is and however much was heard since. */
class HeardTest extends SignalsBrowserTest {
    private static final int MORE_THAN_ARE_KEPT = 120;

    private JsonObject old;

    @BeforeEach
    void holdAnOldOne() {
        server = FakeSignalServer.busy();
        old = SignalPageBrowserTest.edited(405).put("symbol", "OLDEST");
        server.hold(old);
    }

    private void openHearing(String address) {
        path = address;
        open(1440, "light");
        assertThat(badge()).hasText(LIVE);
        server.awaitSockets();
    }

    private void postMany() {
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
            server.post();
        }
    }

    @Test
    void a_row_changes_and_goes() {
        openHearing("signals?q=token:OLDEST");
        assertThat(rows()).hasCount(1);
        postMany();
        server.turn(old, CannedOutcomes.stopped(old));
        assertThat(rows().first()).containsText("Stopped");

        server.delete(old);
        assertThat(rows()).hasCount(0);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No signal fits this")))
                .isVisible();
    }

    @Test
    void a_row_is_read_again_when_too_much_came_at_once() {
        openHearing("signals?q=token:OLDEST");
        assertThat(rows().first()).containsText("Expired");
        old.put("outcome", CannedOutcomes.stopped(old));
        server.postUnheard();
        server.skip();

        assertThat(rows().first()).containsText("Stopped");
    }

    @Test
    void a_page_changes_and_says_that_its_signal_is_no_more() {
        openHearing("signals/" + old.getString("id"));
        assertThat(page.locator(".one-head")).containsText("Expired");
        postMany();
        server.turn(old, CannedOutcomes.stopped(old));
        assertThat(page.locator(".one-head")).containsText("Stopped");

        server.delete(old);
        assertThat(page.locator("sr-signal")).containsText("There is no such signal");
        assertThat(page.locator(".one-head")).hasCount(0);
    }

    @Test
    void a_panel_changes_and_says_that_its_signal_is_no_more() {
        openHearing("signals?q=token:OLDEST&open=" + old.getString("id"));
        assertThat(panel()).containsText("Expired");
        postMany();
        server.turn(old, CannedOutcomes.stopped(old));
        assertThat(panel()).containsText("Stopped");

        server.delete(old);
        assertThat(panel()).containsText("There is no such signal");
    }
}
