package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A page that is kept open all day. */
class TicksTest extends BrowserTest {
    private static final int WARM_UP = 1_000;
    private static final int TICKS = 10_000;
    private static final int AT_ONCE = 100;
    private static final long A_LITTLE = 1_500_000;

    @Test
    void ten_thousand_live_signals_leave_the_memory_of_the_page_as_it_was() {
        openBusy();
        page.route("**/api/v1/analytics/historical*", TicksTest::asOfNow);
        CDPSession browser = context.newCDPSession(page);
        browser.send("Performance.enable");
        post(WARM_UP);
        double heap = metric(browser, "JSHeapUsedSize");
        double nodes = metric(browser, "Nodes");
        double listeners = metric(browser, "JSEventListeners");

        post(TICKS);

        assertThat(metric(browser, "JSHeapUsedSize") - heap).as("bytes of heap").isLessThan(A_LITTLE);
        assertThat(metric(browser, "Nodes") - nodes).as("nodes").isLessThan(500);
        assertThat(metric(browser, "JSEventListeners") - listeners)
                .as("listeners")
                .isLessThan(50);
        assertThat(complaints).isEmpty();
    }

    /** As fast as the page keeps up. */
    private void post(int count) {
        for (int i = 1; i <= count; i++) {
            JsonObject posted = server.post();
            if (i % AT_ONCE == 0) {
                assertThat(row(posted)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            }
        }
    }

    /** The canned answer is as old as the server; a real one counts what was before. */
    private static void asOfNow(Route route) {
        APIResponse answer = route.fetch();
        JsonObject body = new JsonObject(answer.text())
                .put("to", Instant.now().minusSeconds(2).toString());
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body.encode()));
    }

    private static double metric(CDPSession browser, String name) {
        browser.send("HeapProfiler.collectGarbage");
        for (var one : browser.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            var metric = one.getAsJsonObject();
            if (metric.get("name").getAsString().equals(name)) {
                return metric.get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("no metric " + name);
    }
}
