import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.signalroom.telegram.BotPosts;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.testing.ChromiumBrowser;
import io.signalroom.testing.ServerProcess;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a visitor's browser feels, in a real Chromium at the whole program: the largest contentful paint of each page with
 * the processor slowed down four times, turning the pages of a list of ten thousand signals, and what a live signal costs the
 * dashboard. Server and browser share the processors.
 *
 * <p>bench/pages.sh [visits of each page] [turned pages] [live signals]
 */
public final class Pages {
    private static final int SLOWER = 4;
    private static final int DEMO_POSTS = 25_000;
    private static final int TICK_MILLIS = 50;
    private static final int SLOW_TICK_MILLIS = 1_000;
    private static final List<String> PATHS = List.of("/", "/signals", "/analytics", "/channels", "/playground");
    private static final String FIRST_ROW = "document.querySelector('table [data-id]')?.getAttribute('data-id')";

    private final ServerProcess server;
    private final FakeBotApi telegram;
    private int posted;

    private Pages(ServerProcess server, FakeBotApi telegram) {
        this.server = server;
        this.telegram = telegram;
    }

    public static void main(String[] args) {
        int state = 0;
        try {
            measure(args);
        } catch (Exception | Error e) {
            e.printStackTrace();
            state = 1;
        }
        System.exit(state); // the browser's threads would go on
    }

    private static void measure(String[] args) throws Exception {
        int visits = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        int ticks = args.length > 2 ? Integer.parseInt(args[2]) : 400;
        Path data = Files.createTempDirectory("signalroom-bench");
        Vertx vertx = Vertx.vertx();
        FakeBotApi telegram = await(FakeBotApi.start(vertx));
        Map<String, String> settings = Map.of(
                "DEMO_POSTS",
                String.valueOf(DEMO_POSTS),
                "RATE_PER_MINUTE",
                "1000000", // all visits come from one address
                "TELEGRAM_BOT_TOKEN",
                FakeBotApi.TOKEN,
                "TELEGRAM_BOT_API_URL",
                telegram.url());
        try (ServerProcess server = ServerProcess.serve(data, settings)) {
            Pages pages = new Pages(server, telegram);
            pages.awaitDemo();
            pages.paints(visits);
            pages.turns(turns);
            pages.ticks(ticks);
        } finally {
            await(telegram.close());
            await(vertx.close());
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }

    private void awaitDemo() throws InterruptedException {
        io.vertx.core.json.JsonObject status;
        do {
            Thread.sleep(1_000);
            status = new io.vertx.core.json.JsonObject(server.get("/api/v1/status"));
        } while (!"ready".equals(status.getJsonObject("demo").getString("state"))
                || status.getJsonObject("parse").getLong("backlog") > 0);
        System.out.printf(
                "%,d signals stored%n%n", status.getJsonObject("totals").getLong("signals"));
    }

    private void paints(int visits) {
        System.out.printf(
                "largest contentful paint, processor %d times slower, nothing cached, %d visits%n", SLOWER, visits);
        List<String> paths = new ArrayList<>(PATHS);
        paths.add("/signals/"
                + new io.vertx.core.json.JsonObject(server.get("/api/v1/signals?limit=1&kind=trade_signal"))
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getString("id"));
        for (String path : paths) {
            double[] millis = new double[visits];
            String largest = "";
            for (int i = 0; i < visits; i++) {
                Paint paint = paint(path);
                millis[i] = paint.millis;
                largest = paint.what;
            }
            say(path.startsWith("/signals/") ? "/signals/{id}" : path, millis);
            System.out.println("    " + largest);
        }
    }

    /** When the largest piece of a page was painted, and which that was. */
    private record Paint(double millis, String what) {}

    private Paint paint(String path) {
        try (BrowserContext context = ChromiumBrowser.shared().browser().newContext()) {
            Page page = context.newPage();
            CDPSession browser = context.newCDPSession(page);
            JsonObject rate = new JsonObject();
            rate.addProperty("rate", SLOWER);
            browser.send("Emulation.setCPUThrottlingRate", rate);
            page.navigate(server.url() + path);
            page.waitForTimeout(4_000);
            Map<?, ?> largest = (Map<?, ?>) page.evaluate("""
                    () => new Promise((done) => new PerformanceObserver((list) => {
                      const { startTime, element } = list.getEntries().at(-1);
                      const text = element?.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60);
                      done({ millis: startTime, what: `${element?.tagName} in ${element?.closest('section, [id]')?.parentElement?.tagName}: ${text}` });
                    }).observe({ type: 'largest-contentful-paint', buffered: true }))""");
            return new Paint(((Number) largest.get("millis")).doubleValue(), (String) largest.get("what"));
        }
    }

    private void turns(int turns) {
        try (Page page = ChromiumBrowser.shared().browser().newPage()) {
            page.navigate(server.url() + "/signals");
            page.waitForFunction("() => " + FIRST_ROW); // a text would need eval, which the page forbids
            double[] millis = new double[turns];
            for (int i = 0; i < turns; i++) {
                page.waitForFunction(
                        "() => document.querySelector('.pager button:last-of-type').ariaDisabled !== 'true'");
                millis[i] = ((Number) page.evaluate("""
                        async () => {
                          const first = () => %s;
                          const before = first();
                          const start = performance.now();
                          document.querySelector('.pager button:last-of-type').click();
                          while (first() === before) {
                            if (performance.now() - start > 10_000) throw new Error('the page does not turn');
                            await new Promise(requestAnimationFrame);
                          }
                          return performance.now() - start;
                        }""".formatted(FIRST_ROW))).doubleValue();
            }
            System.out.printf(
                    "%nfrom a click on Older to the next page on the screen, %,d rows paged through%n", turns * 50);
            say("/signals", millis);
        }
    }

    private void ticks(int ticks) throws InterruptedException {
        try (BrowserContext context = ChromiumBrowser.shared().browser().newContext()) {
            Page page = context.newPage();
            page.navigate(server.url() + "/");
            page.waitForFunction("() => document.querySelector('sr-feed [data-id]')");
            CDPSession browser = context.newCDPSession(page);
            browser.send("Performance.enable");
            page.waitForTimeout(5_000);
            System.out.printf("%nthe main thread's work for a live signal on the dashboard%n");
            tick(page, browser, Math.max(1, ticks * TICK_MILLIS / SLOW_TICK_MILLIS), SLOW_TICK_MILLIS);
            tick(page, browser, ticks, TICK_MILLIS);
        }
    }

    private void tick(Page page, CDPSession browser, int ticks, int every) {
        long millis = (long) ticks * every + 2_000;
        Work begin = Work.of(browser);
        page.waitForTimeout(millis);
        Work idle = Work.of(browser).minus(begin);
        begin = Work.of(browser);
        for (int i = 1; i <= ticks; i++) {
            telegram.push(BotPosts.post(++posted, "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 17" + i % 10));
            page.waitForTimeout(every);
        }
        page.waitForTimeout(2_000);
        Work live = Work.of(browser).minus(begin).minus(idle);
        System.out.printf(
                "  %2d a second, %d signals: %.2f ms each, of which it computed %.2f ms (idle meanwhile: %.0f ms)%n",
                1_000 / every, ticks, live.busy / ticks, live.computed / ticks, idle.busy);
    }

    /**
     * What the page's main thread has done, in milliseconds.
     *
     * @param busy scripts, layout and paint by the clock, waits for a processor included
     * @param computed by the processor
     */
    private record Work(double busy, double computed) {
        static Work of(CDPSession browser) {
            Map<String, Double> all = new HashMap<>();
            browser.send("Performance.getMetrics").getAsJsonArray("metrics").forEach(one -> {
                JsonObject metric = one.getAsJsonObject();
                all.put(metric.get("name").getAsString(), metric.get("value").getAsDouble() * 1_000);
            });
            return new Work(all.get("TaskDuration"), all.get("ThreadTime"));
        }

        Work minus(Work other) {
            return new Work(busy - other.busy, computed - other.computed);
        }
    }

    private static void say(String what, double[] millis) {
        double[] sorted = millis.clone();
        java.util.Arrays.sort(sorted);
        System.out.printf(
                "  %-16s median %5.0f ms, p95 %5.0f ms, most %5.0f ms%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.95) - 1],
                sorted[sorted.length - 1]);
    }
}
