package io.signalroom.boot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.testing.ChromiumBrowser;
import io.signalroom.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, from the file to the screen: the page is open while an export is imported beside the server. */
class JourneyTest {
    private static final Path EXPORT = Path.of("src/test/resources/telegram/result.json");

    @TempDir
    Path data;

    @Test
    void signals_of_an_imported_export_appear_on_the_open_page_without_a_reload() {
        try (ServerProcess server = ServerProcess.install(data, Map.of());
                Page page = ChromiumBrowser.shared().browser().newPage()) {
            List<String> loads = new CopyOnWriteArrayList<>();
            List<String> errors = new CopyOnWriteArrayList<>();
            page.onRequest(request -> {
                if (request.isNavigationRequest()) {
                    loads.add(request.url());
                }
            });
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            page.navigate(server.url() + "/");
            assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();

            ServerProcess imported = ServerProcess.run(data, Map.of(), "import", EXPORT.toString());
            assertThat(imported.exitStatus(Duration.ofSeconds(60)))
                    .as(imported.output())
                    .isZero();

            var feed = page.getByRole(AriaRole.MAIN);
            assertThat(feed.getByText("SOL/USDT").first()).isVisible();
            assertThat(feed.getByText("Harbor Light Signals").first()).isVisible();
            assertThat(loads).containsExactly(server.url() + "/");
            assertThat(errors).isEmpty();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots/journey.png"))
                    .setFullPage(true));
        }
    }
}
