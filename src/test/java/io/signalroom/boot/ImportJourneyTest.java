package io.signalroom.boot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.testing.ChromiumBrowser;
import io.signalroom.testing.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator with nothing but a browser and a key, where even reading is closed: he signs in, tries a file out, imports it and takes it back. */
class ImportJourneyTest {
    private static final Path EXPORT = Path.of("src/test/resources/telegram/result.json");
    private static final double PATIENCE = 30_000;

    @TempDir
    Path data;

    @Test
    void a_file_is_tried_out_imported_and_taken_back_on_the_page_of_a_closed_server() {
        try (ServerProcess server = ServerProcess.serve(data, Map.of("READ_OPEN", "false"));
                Page page = ChromiumBrowser.shared().browser().newPage()) {
            page.navigate(server.url() + "/channels");
            Operator.signIn(page, Operator.key(data));
            Locator table = page.locator("sr-channels");
            assertThat(table.getByText("No channel is known yet")).isVisible(soon());
            assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible(soon());

            page.locator("input[type=file]").setInputFiles(EXPORT);
            assertThat(page.getByText("Nothing is stored yet")).isVisible(soon());
            assertThat(table.getByText("No channel is known yet")).isVisible();
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^Import \\d+ posts?$")))
                    .click();
            assertThat(table.locator("tbody").getByText("Harbor Light Signals")).isVisible(soon());
            assertThat(table.locator("tbody")).containsText("Only imported");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots/channels-journey.png"))
                    .setFullPage(true));

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Undo imp_")))
                    .first()
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo the import"))
                    .click();
            assertThat(table.getByText("No channel is known yet")).isVisible(soon());
        }
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
    }
}
