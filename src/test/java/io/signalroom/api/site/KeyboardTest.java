package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything without a mouse: nothing here points or clicks, and only keys move the focus. */
class KeyboardTest extends KeysBrowserTest {
    private static final int MOST_STOPS = 800;

    /** Remembers what has the focus; says what it is if nothing shows that it has it. */
    private static final String STOP = """
            () => {
              const it = document.activeElement;
              if (!it || it === document.body) return 'end';
              (window.stops ??= new Set()).add(it);
              for (let at = it, up = 0; at && up < 4; at = at.parentElement, up += 1) {
                const style = getComputedStyle(at);
                if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) return '';
              }
              return 'no ring: ' + it.outerHTML.slice(0, 120);
            }""";

    private static final String MISSED = """
            () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
              .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.tabIndex >= 0)
              .filter((it) => it.type !== 'radio' || it.checked)
              .filter((it) => !window.stops.has(it))
              .map((it) => it.outerHTML.slice(0, 120))""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "signals?q=side:long",
                "signals/sig_00000000000000000000000007",
                "analytics",
                "channels",
                "playground"
            })
    void every_control_is_reached_and_shows_it(String address) {
        server = FakeSignalServer.busy();
        path = address;
        open(1440, "light");
        awaitSettled();

        List<String> ringless = new java.util.ArrayList<>();
        int stops = 0;
        for (String said = ""; !said.equals("end"); stops++) {
            assertThat(stops).as("stops before the end of the page").isLessThan(MOST_STOPS);
            page.keyboard().press("Tab");
            said = (String) page.evaluate(STOP);
            if (said.startsWith("no ring")) {
                ringless.add(said);
            }
        }
        assertThat(ringless).isEmpty();
        assertThat((List<?>) page.evaluate(MISSED))
                .as("controls that Tab does not reach")
                .isEmpty();
    }

    @Test
    void from_the_first_page_to_a_signal_its_post_and_back() {
        server = FakeSignalServer.busy();
        open(1440, "dark");
        assertThat(badge()).hasText(LIVE);
        press("Tab", "Enter"); // skip to content
        assertThat(page).hasURL(Pattern.compile("#"));
        press("g", "s");
        page.waitForURL("**/signals");
        Locator rows = page.locator("sr-signals tbody tr");
        assertThat(rows.first()).isVisible();
        press("/");
        page.keyboard().type("side:long");
        press("Enter");
        page.waitForURL(Pattern.compile(".*q=side.*long.*"));

        tabTo(page.locator("summary").getByText("Outcome"));
        press("Enter");
        tabTo(page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Stopped"))
                .first());
        press("Space");
        page.waitForURL(Pattern.compile(".*outcome.*stopped.*"));
        page.waitForFunction(
                "() => performance.getEntriesByType('resource').some((it) => /signals.*stopped/.test(it.name))");
        assertThat(page.locator("sr-signals section")).hasAttribute("aria-busy", "false");
        press("Escape", "j", "Enter");
        Locator panel = page.locator("dialog.panel");
        assertThat(panel.locator("h2")).isFocused();
        tabBackTo(panel.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Open page")));
        press("Enter");
        page.waitForURL("**/signals/sig_*");
        assertThat(page.locator("sr-signal").getByRole(AriaRole.HEADING).first())
                .isVisible();
        press("g", "d");
        page.waitForURL(server.address());
        assertThat(complaints).isEmpty();
    }
}
