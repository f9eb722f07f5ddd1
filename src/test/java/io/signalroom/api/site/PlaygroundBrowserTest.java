package io.signalroom.api.site;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What tests of the playground share. */
abstract class PlaygroundBrowserTest extends BrowserTest {

    static final String PARSE = "**/api/v1/parse";

    /**
     * Every mark as it stands in the page: its label, its text, and how many characters of the original come before it,
     * counted in the page's text nodes with one for each line break.
     */
    private static final String MARKS = """
            () => {
              const found = [];
              let at = 0;
              document.querySelectorAll('sr-read-post .lit-line').forEach((line, n) => {
                at += n > 0 ? 1 : 0;
                const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
                let last = null;
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                  const mark = node.parentElement.closest('mark');
                  if (mark && mark !== last) found.push({ label: mark.dataset.label ?? '', start: at, text: mark.textContent });
                  last = mark;
                  at += node.data.length;
                }
              });
              return found;
            }""";

    /** What is drawn of the text, line by line. */
    private static final String LINES =
            "() => [...document.querySelectorAll('sr-read-post .lit-line')].map((it) => it.textContent).join('\\n')";

    record Mark(String label, int start, String text) {}

    void openPlayground(int width, String theme) {
        server = FakeSignalServer.busy();
        path = "playground";
        open(width, theme);
    }

    void paste(String text) {
        post().fill(text);
    }

    Locator post() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Channel post"));
    }

    Locator verdict() {
        return result().getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(2));
    }

    Locator result() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What is read"));
    }

    Locator example(String name) {
        return button(name);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The row of a value by the label of its field. */
    Locator row(String label) {
        return result().locator("tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.ROWHEADER,
                                new Page.GetByRoleOptions().setName(label).setExact(true))));
    }

    Locator mark(String text) {
        return result().locator("mark").filter(new Locator.FilterOptions().setHasText(text));
    }

    @SuppressWarnings("unchecked")
    List<Mark> marks() {
        return ((List<Map<String, Object>>) page.evaluate(MARKS))
                .stream()
                        .map(mark -> new Mark(
                                (String) mark.get("label"), (int) mark.get("start"), (String) mark.get("text")))
                        .toList();
    }

    String drawn() {
        return (String) page.evaluate(LINES);
    }

    long asked() {
        return server.requests().stream().filter(uri -> uri.contains("/parse")).count();
    }

    /** From now on the server gives this answer. */
    void answerWith(JsonObject answer) {
        page.route(PARSE, route -> fulfil(route, answer));
    }

    static void fulfil(Route route, JsonObject answer) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(answer.encode()));
    }

    /** A problem as the server tells it, with seconds to wait or 0. */
    static void refuse(Route route, int status, String title, int retryAfter) {
        JsonObject problem = new JsonObject()
                .put("title", title)
                .put("status", status)
                .put("detail", title + " in detail.")
                .put("requestId", "req-0a1b");
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setHeaders(
                        retryAfter > 0
                                ? Map.of("content-type", "application/problem+json", "retry-after", "" + retryAfter)
                                : Map.of("content-type", "application/problem+json"))
                .setBody(problem.encode()));
    }

    /** An answer with one trade call; spans as {@code field, index, start, end} four by four. */
    static JsonObject call(double confidence, Object... spans) {
        JsonArray places = new JsonArray();
        JsonObject signal = new JsonObject()
                .put("kind", "trade_signal")
                .put("confidence", confidence)
                .put("symbol", "SOL");
        for (int i = 0; i < spans.length; i += 4) {
            places.add(new JsonObject()
                    .put("field", spans[i])
                    .put("index", spans[i + 1])
                    .put("start", spans[i + 2])
                    .put("end", spans[i + 3])
                    .put("confidence", confidence));
        }
        return new JsonObject()
                .put("kind", "trade_signal")
                .put("confidence", confidence)
                .put("reasons", new JsonArray().add("a coin"))
                .put("review", confidence < 0.6)
                .put("signals", new JsonArray().add(signal.put("spans", places)));
    }
}
