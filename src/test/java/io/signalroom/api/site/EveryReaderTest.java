package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page for those who see little, who are made ill by motion, or whose browser runs no scripts. */
class EveryReaderTest extends BrowserTest {
    private static final String SIGNAL = "signals/sig_00000000000000000000000007";

    private static final String STAYING = """
            () => [...document.querySelectorAll('body > div > header, body > nav')]
              .filter((it) => ['fixed', 'sticky'].includes(getComputedStyle(it).position)).map((it) => it.tagName)""";

    /** Pixels that a sheet is wide. */
    private static final int A4 = 794;

    /** What moves, or would when it changes. */
    private static final String MOVING = """
            () => [...document.querySelectorAll('*')].filter((it) => {
              const style = getComputedStyle(it);
              return style.animationName !== 'none' || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0);
            }).map((it) => it.outerHTML.slice(0, 120))""";

    private void openSettled(String address, Browser.NewContextOptions options) {
        server = FakeSignalServer.busy();
        path = address;
        open(options.setViewportSize(1440, 900));
        awaitSettled();
    }

    /** The name of a picture. */
    private static String named(String state, String address) {
        if (address.equals(SIGNAL)) {
            return "reader-" + state + "-signal";
        }
        return "reader-" + state + "-" + (address.isEmpty() ? "dashboard" : address.split("\\?", 2)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "signals?q=side:long", SIGNAL, "analytics", "channels", "playground"})
    void nothing_moves_for_who_wants_no_motion(String address) {
        openSettled(address, new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat((List<?>) page.evaluate(MOVING)).isEmpty();
        screenshot(named("still", address));

        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertThat((List<?>) page.evaluate(MOVING))
                .as("for others something does")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "signals?q=side:long", SIGNAL, "analytics", "channels", "playground"})
    void on_paper_nothing_is_wider_than_the_sheet(String address) {
        openSettled(address, new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.setViewportSize(A4, 1123);
        page.waitForFunction("() => !document.querySelector('.skeleton, [aria-busy=true]')");
        awaitFonts();
        screenshot(named("paper", address));

        assertThat(overflow()).as("pixels beyond the sheet").isZero();
        assertThat(page.locator("button.btn:visible, a.btn:visible")).hasCount(0);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(complaints).isEmpty();
    }

    /** At 400 %, a screen of 1280 pixels is one of 320 (WCAG 2.2, 1.4.10). */
    @ParameterizedTest
    @ValueSource(strings = {"", "signals?q=side:long", SIGNAL, "analytics", "channels", "playground"})
    void at_four_times_the_size_in_colours_of_ones_own_all_is_there(String address) {
        server = FakeSignalServer.busy();
        path = address;
        open(new Browser.NewContextOptions()
                .setViewportSize(320, 256)
                .setDeviceScaleFactor(4)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setForcedColors(ForcedColors.ACTIVE));
        awaitSettled();
        screenshot(named("fourfold", address));
        assertThat((List<?>) page.evaluate(STAYING))
                .as("bars that stay before a small screen")
                .isEmpty();

        assertThat(overflow()).as("pixels to scroll sideways").isZero();
        assertThat(cutOff()).as("cards whose content is wider than they are").isZero();
        assertThat((List<?>) page.evaluate("""
                        () => [...document.querySelectorAll('button, .btn, .chip')]
                          .filter((it) => it.checkVisibility({ visibilityProperty: true }))
                          .filter((it) => getComputedStyle(it).borderTopStyle === 'none' && getComputedStyle(it).outlineStyle === 'none'
                            && it.matches('.chip, .btn-main'))
                          .map((it) => it.outerHTML.slice(0, 120))"""))
                .as("shapes that only a colour drew")
                .isEmpty();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "signals", SIGNAL, "analytics", "channels", "playground"})
    void without_scripts_a_page_says_so_and_still_leads_on(String address) {
        server = FakeSignalServer.busy();
        path = address;
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1440, 900));

        assertThat(page.locator("noscript p")).isVisible();
        assertThat((String) page.evaluate("document.querySelector('noscript p').innerText"))
                .contains("JavaScript, which is off");
        assertThat(page.locator("header button:visible")).hasCount(0); // they would do nothing
        screenshot(named("no-scripts", address));
        assertThat(overflow()).isZero();
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Analytics"))
                .first()
                .click();
        assertThat(page).hasURL(server.address() + "analytics");
        assertThat(complaints).isEmpty();
    }
}
