package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command palette without a mouse. */
class PaletteKeysTest extends KeysBrowserTest {

    private Locator field() {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search or jump to"));
    }

    private Locator chosen() {
        return page.locator("sr-palette [role=option][aria-selected=true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Control+k", "/"})
    void it_opens_leads_on_by_arrows_and_escape_gives_the_focus_back(String key) {
        openBusy();
        tabTo(page.locator("#theme-switch"));
        press(key);
        assertThat(field()).isFocused();
        assertFocusShown();
        String first = chosen().getAttribute("id");
        press("ArrowDown");
        assertThat(chosen()).not().hasAttribute("id", first);
        assertThat(field()).hasAttribute("aria-activedescendant", chosen().getAttribute("id"));
        press("Escape");

        assertThat(field()).isHidden();
        assertThat(page.locator("#theme-switch")).isFocused();
        assertFocusShown();
        press(key);
        assertThat(field()).isFocused();
        page.keyboard().type("channels");
        assertThat(chosen()).containsText("Channels");
        assertThat(page.locator("#announcer")).containsText("result");
        press("Enter");
        page.waitForURL("**/channels");
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_act_chosen_in_it_is_done_and_the_focus_is_where_it_was() {
        openBusy();
        tabTo(page.locator("#help-open"));
        Object before = page.evaluate("document.documentElement.dataset.themeChoice ?? 'system'");
        press("Control+k");
        assertThat(field()).isFocused();
        page.keyboard().type("theme");
        assertThat(chosen()).containsText("Change the theme");
        press("Enter");

        assertThat(field()).isHidden();
        assertThat(page.locator("html")).hasAttribute("data-theme-choice", "light");
        assertThat(before).isEqualTo("system");
        assertThat(page.locator("#help-open")).isFocused();
        assertFocusShown();
    }
}
