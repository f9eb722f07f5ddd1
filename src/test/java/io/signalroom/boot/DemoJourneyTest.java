package io.signalroom.boot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.testing.ChromiumBrowser;
import io.signalroom.testing.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has looked around with the demo and wants it gone. */
class DemoJourneyTest {
    private static final double PATIENCE_MILLIS = 60_000;

    @TempDir
    Path data;

    @Test
    void the_demo_goes_by_one_button_for_whoever_is_signed_in_stays_away_and_comes_by_another() {
        try (ServerProcess server =
                        ServerProcess.serve(data, Map.of("DEMO_POSTS", "300", "TELEGRAM_MOCK_MODE", "true"));
                Page page = ChromiumBrowser.shared().browser().newPage()) {
            page.navigate(server.url() + "/channels");
            Locator remove = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove the demo"));
            for (int i = 0; i < 30 && !remove.isVisible(); i++) { // the list was read before the demo was there
                page.waitForTimeout(1_000);
                page.reload();
            }
            assertThat(page.getByText(Pattern.compile("channels are of the demo")))
                    .isVisible();
            remove.click();
            Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Remove the demo"));
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Keep it"))
                    .click();
            assertThat(dialog).isHidden();
            remove.click();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove it all"))
                    .click();
            Operator.signIn(page, Operator.key(data));

            assertThat(page.locator("sr-channels").getByText("No channel is known yet"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
            page.waitForTimeout(5_000); // the mock source would post every second at least
            JsonObject status = new JsonObject(server.get("/api/v1/status"));
            assertThat(status.getJsonObject("demo").getString("state")).isEqualTo("none");
            assertThat(new JsonObject(server.get("/api/v1/channels")).getJsonArray("data"))
                    .isEmpty();
            another(page, server);
        }
    }

    /** The posts of the new one come, and the mock invents again. */
    private static void another(Page page, ServerProcess server) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Load demo data"))
                .click();
        assertThat(page.getByText(Pattern.compile("channels are of the demo")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        for (int i = 0; i < 60 && !state(server).equals("ready reading"); i++) {
            page.waitForTimeout(1_000);
        }
        assertThat(state(server)).isEqualTo("ready reading");
    }

    private static String state(ServerProcess server) {
        JsonObject status = new JsonObject(server.get("/api/v1/status"));
        return status.getJsonObject("demo").getString("state") + " "
                + status.getJsonArray("sources").getJsonObject(0).getString("state");
    }
}
