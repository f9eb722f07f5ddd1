package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages whose later parts do not come, or whose work is followed no more for a while. */
class LostContactTest extends BrowserTest {

    private void openWithout(String missing, String address) {
        server = FakeSignalServer.busy();
        path = "nothing/here";
        open(1440, "light");
        page.route(missing, Route::abort);
        page.navigate(server.address() + address);
    }

    private static Locator retry(Locator alert) {
        return alert.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', **/words/en/hourly.json, sr-hourly",
        "signals, **/words/en/found.json, sr-signals",
        "signals, **/js/signals-table.js*, sr-signals",
        "analytics, **/words/en/analysis.json, sr-analytics",
        "analytics, **/js/analytics-overview.js*, sr-analytics",
        "analytics?tab=tokens&token=SOL, **/js/analytics-token.js*, sr-tokens",
        "channels, **/words/en/imports.json, sr-import",
        "playground, **/js/playground-result.js*, sr-read-post",
    })
    void a_part_that_does_not_come_is_told_in_its_place_and_comes_on_retry(String address, String missing, String tag) {
        openWithout(missing, address);
        Locator alert = page.locator(tag).getByRole(AriaRole.ALERT);
        assertThat(alert).containsText("The server does not answer");
        assertNoAxeFinding();
        page.unroute(missing);
        retry(alert).click();

        assertThat(retry(alert)).hasCount(0);
        assertThat(page.locator(tag)).not().isEmpty();
        assertThat(retry(alert)).hasCount(0);
    }

    @Test
    void a_panel_that_does_not_come_is_told_and_comes_with_the_next_row() {
        openWithout("**/js/signals-panel.js*", "signals");
        Locator openers = page.locator("sr-signals tbody a[data-row]");
        openers.nth(0).click();
        assertThat(page.locator("#toasts")).containsText("The server does not answer");
        page.unroute("**/js/signals-panel.js*");
        openers.nth(1).click();

        assertThat(page.locator("dialog.panel")).isVisible();
    }

    @Test
    void an_import_is_asked_for_again_and_not_sent_twice() {
        openWithout("**/api/v1/imports/imp_1", "channels#import");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "result.json", "application/json", "{\"messages\":[]}".getBytes(StandardCharsets.UTF_8)));
        signIn();
        Locator alert = page.locator("sr-import").getByRole(AriaRole.ALERT);
        assertThat(alert).containsText("The server does not answer");
        long sent = uploads();
        page.unroute("**/api/v1/imports/imp_1");
        retry(alert).click();

        assertThat(page.getByText("Nothing is stored yet")).isVisible();
        assertThat(uploads()).isEqualTo(sent);
    }

    private long uploads() {
        return server.requests().stream()
                .filter(uri -> uri.contains("/imports?dryRun="))
                .count();
    }
}
