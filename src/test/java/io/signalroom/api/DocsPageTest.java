package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.signalroom.testing.ChromiumBrowser;
import io.signalroom.testing.Servers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of the contract in a real browser. */
@ExtendWith(Servers.class)
class DocsPageTest {
    @Test
    void the_page_shows_every_operation_and_tries_one_out_on_this_server() {
        List<String> complaints = new CopyOnWriteArrayList<>();
        List<String> foreign = new CopyOnWriteArrayList<>();
        try (ApiServer server = ApiServer.start();
                Page page = ChromiumBrowser.shared().browser().newPage()) {
            String home = "http://127.0.0.1:" + server.port;
            page.onConsoleMessage(m -> {
                if (m.type().equals("error")) {
                    complaints.add(m.text());
                }
            });
            page.onPageError(complaints::add);
            page.onRequest(r -> {
                if (!r.url().startsWith(home) && !r.url().startsWith("data:")) {
                    foreign.add(r.url());
                }
            });
            page.navigate(home + "/docs");
            page.locator(".opblock").first().waitFor();
            assertThat(page.locator(".opblock").count()).isEqualTo(Operation.values().length);
            Locator status = page.locator("#operations-Signals-listSignals");
            status.locator(".opblock-summary-control").click();
            status.locator(".try-out__btn").click();
            status.locator(".execute").click();
            Locator answer =
                    status.locator(".live-responses-table .response-col_status").last();
            answer.waitFor();
            assertThat(answer.innerText()).startsWith("200");
            assertThat(status.locator(".request-url").innerText()).contains(home + "/api/v1/signals");
        }
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }
}
