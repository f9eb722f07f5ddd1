package io.signalroom.boot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.ChromiumBrowser;
import io.signalroom.testing.Room;
import io.signalroom.testing.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed under an open page while posts flow, and comes back: the page ends equal to the API. */
class KilledPageTest {
    private static final int BEFORE = 40;
    private static final int MEANWHILE = 25;
    private static final int AFTER = 5;
    private static final double PATIENCE_MILLIS = 60_000;

    private final Vertx vertx = Vertx.vertx();
    private FakeBotApi telegram;
    private long posted;

    @TempDir
    Path data;

    @BeforeEach
    void start() {
        telegram = await(FakeBotApi.start(vertx));
    }

    @AfterEach
    void stop() {
        await(telegram.close());
        await(vertx.close());
    }

    @Test
    void a_page_that_loses_its_server_tells_so_and_ends_equal_to_the_api_without_a_reload() {
        ServerProcess server = serve(Map.of());
        try (Page page = ChromiumBrowser.shared().browser().newPage()) {
            post(BEFORE);
            page.navigate(server.url() + "/");
            assertThat(badge(page)).hasText("Live", patiently());
            String mark = page.evaluate("window.mark = crypto.randomUUID()").toString();
            Room.eventually(vertx, Duration.ofSeconds(60), () -> listed(page).size() == 10);

            post(MEANWHILE);
            server.killHard();
            telegram.push(BotPosts.edit(BEFORE, 60, "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 195\nSL: 170"));
            post(MEANWHILE);
            assertThat(badge(page)).hasText(Pattern.compile("Reconnecting|Offline since .*"), patiently());

            ServerProcess again = serve(
                    Map.of("HTTP_PORT", String.valueOf(URI.create(server.url()).getPort())));
            try (again) {
                assertThat(badge(page)).hasText("Live", patiently());
                post(AFTER);
                int all = BEFORE + 2 * MEANWHILE + AFTER;
                Room.eventually(vertx, Duration.ofSeconds(60), () -> api(again).size() == all && edited(again) == 1);
                Room.eventually(
                        vertx,
                        Duration.ofSeconds(60),
                        () -> listed(page).equals(ids(api(again)).subList(0, 10)));
                showAll(page, all);
                Room.eventually(
                        vertx, Duration.ofSeconds(60), () -> listed(page).equals(ids(api(again))));
                assertThat(feed(page).getByText("Edited")).hasCount(1);
                assertThat(page.evaluate("window.mark")).isEqualTo(mark);
            }
        } finally {
            server.close();
        }
    }

    private ServerProcess serve(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("TELEGRAM_BOT_TOKEN", FakeBotApi.TOKEN);
        settings.put("TELEGRAM_BOT_API_URL", telegram.url());
        return ServerProcess.serve(data, settings);
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            posted++;
            telegram.push(
                    BotPosts.post(posted, "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 17" + posted % 10));
        }
    }

    private static void showAll(Page page, int count) {
        Locator more = feed(page).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("more"));
        for (int shown = 10; shown < count; shown += 20) {
            more.click();
        }
    }

    private static Locator feed(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Live feed"));
    }

    private static Locator badge(Page page) {
        return page.locator("[data-line]:visible");
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static List<String> listed(Page page) {
        return feed(page).locator("[data-rows] [data-id]").all().stream()
                .map(row -> row.getAttribute("data-id"))
                .toList();
    }

    private static List<JsonObject> api(ServerProcess server) {
        JsonArray data = new JsonObject(server.get("/api/v1/signals?limit=100")).getJsonArray("data");
        return data.stream().map(JsonObject.class::cast).toList();
    }

    private static long edited(ServerProcess server) {
        return api(server).stream().filter(it -> it.containsKey("editedAt")).count();
    }

    private static List<String> ids(List<JsonObject> signals) {
        return signals.stream().map(it -> it.getString("id")).toList();
    }
}
