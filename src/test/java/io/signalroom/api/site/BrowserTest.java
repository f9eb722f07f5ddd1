package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.signalroom.testing.ChromiumBrowser;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** What tests of the pages in a real browser share. Pictures of what was seen are left in target/screenshots. */
abstract class BrowserTest {

    static final Pattern LIVE = Pattern.compile("^\\s*Live\\s*$");
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<String> foreign = new CopyOnWriteArrayList<>();
    FakeSignalServer server;
    BrowserContext context;
    Page page;
    String path = "";

    @AfterEach
    void close() {
        context.close();
        server.close();
    }

    void openBusy() {
        server = FakeSignalServer.busy();
        open(1440, "light");
        assertThat(badge()).hasText(LIVE);
        assertThat(feed().getByRole(AriaRole.LISTITEM)).hasCount(10);
        server.awaitSockets();
    }

    void open(int width, String theme) {
        open(new Browser.NewContextOptions()
                .setViewportSize(width, width < 700 ? 844 : 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    void open(Browser.NewContextOptions options) {
        context = ChromiumBrowser.shared().browser().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(server.address()) && !request.url().startsWith("data:")) {
                foreign.add(request.url());
            }
        });
        page.navigate(server.address() + path);
    }

    Locator feed() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Live feed"));
    }

    Locator calls() {
        return page.locator("sr-recent");
    }

    Locator row(JsonObject signal) {
        return feed().locator("[data-id='" + signal.getString("id") + "']");
    }

    Locator badge() {
        return page.locator("[data-line]:visible");
    }

    Locator figure(String label) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(label))
                .locator("xpath=following-sibling::div/p");
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    /** Answers the dialog that asks for a key. */
    void signIn() {
        Locator dialog = dialog("Sign in");
        dialog.getByLabel("API key").fill(FakeKeys.KEY);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(dialog).isHidden();
    }

    int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    int cutOff() {
        return (int) page.evaluate(
                "[...document.querySelectorAll('.card')].filter(it => it.scrollWidth > it.clientWidth).length");
    }

    double layoutShift() {
        return ((Number) page.evaluate("""
                () => new Promise((done) => {
                  let sum = 0;
                  new PerformanceObserver((list) => list.getEntries().forEach((it) => (sum += it.hadRecentInput ? 0 : it.value)))
                    .observe({ type: 'layout-shift', buffered: true });
                  requestAnimationFrame(() => setTimeout(() => done(sum)));
                })""")).doubleValue();
    }

    /** Waits until the line is up, no part of the page is a placeholder or waits for an answer, and nothing more is fetched. */
    void awaitSettled() {
        assertThat(badge()).hasText(LIVE);
        page.waitForFunction("""
                () => {
                  const fetched = performance.getEntriesByType('resource').length;
                  if (fetched !== window.fetched || document.querySelector('.skeleton, [aria-busy=true]')) window.quietSince = performance.now();
                  window.fetched = fetched;
                  return performance.now() - window.quietSince > 400;
                }""");
        awaitFonts();
    }

    void awaitFonts() {
        page.evaluate("document.fonts.ready.then(() => true)");
    }

    /**
     * Axe's legacy mode is the one for pages without frames, of which we have none: it needs no second page to sum up in. The
     * bar at the top does not stick meanwhile: which link it half covers follows from how far somebody has scrolled.
     */
    void assertNoAxeFinding() {
        assertThat(page.frames()).hasSize(1);
        stickyHeader(false);
        try {
            assertNoViolation();
        } finally {
            stickyHeader(true);
        }
    }

    private void stickyHeader(boolean sticks) {
        page.evaluate(
                "sticks => document.querySelectorAll('header.sticky').forEach(bar => bar.style.position = sticks ? '' : 'relative')",
                sticks);
    }

    private void assertNoViolation() {
        AxeRunOptions findingsOnly = new AxeRunOptions();
        findingsOnly.setResultTypes(List.of("violations"));
        assertThat(new AxeBuilder(page)
                        .options(findingsOnly)
                        .withTags(WCAG)
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture(name)));
    }

    static Path picture(String name) {
        return Path.of("target", "screenshots", name + ".png");
    }
}
