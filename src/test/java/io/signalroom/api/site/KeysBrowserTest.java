package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** What walks without a mouse share: only keys move the focus, and it can be seen wherever it is. */
abstract class KeysBrowserTest extends BrowserTest {
    private static final int NEAR = 40;

    /** Empty if the focus is on something, a ring shows it, and it is on the screen; else what is wrong. */
    private static final String SHOWN = """
            () => {
              const it = document.activeElement;
              if (!it || it === document.body) return 'lost to the body';
              if (!it.matches(':focus-visible')) return 'not told apart: ' + it.outerHTML.slice(0, 120);
              const { top, left, bottom, right } = it.getBoundingClientRect();
              if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return 'off the screen: ' + it.outerHTML.slice(0, 120);
              for (let at = it, up = 0; at && up < 4; at = at.parentElement, up += 1) {
                const style = getComputedStyle(at);
                if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) return '';
              }
              return 'no ring: ' + it.outerHTML.slice(0, 120);
            }""";

    void press(String... keys) {
        List.of(keys).forEach(page.keyboard()::press);
    }

    void tabTo(Locator control) {
        goTo("Tab", control);
    }

    void tabBackTo(Locator control) {
        goTo("Shift+Tab", control);
    }

    Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void assertFocusShown() {
        assertThat(page.evaluate(SHOWN)).as("the focus").isEqualTo("");
    }

    /** Goes on until it, or what it stands in, has the focus. */
    private void goTo(String key, Locator control) {
        for (int i = 0; i < NEAR && !focused(control); i++) {
            page.keyboard().press(key);
        }
        assertThat(focused(control)).as("focus within reach").isTrue();
    }

    private static boolean focused(Locator control) {
        return (boolean) control.evaluate("it => [it, it.parentElement].includes(document.activeElement)");
    }
}
