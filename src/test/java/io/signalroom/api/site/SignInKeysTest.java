package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** Signing in and out without a mouse, from an act that needs it. */
class SignInKeysTest extends KeysBrowserTest {

    private void openChannels(String behind) {
        server = FakeSignalServer.busy();
        path = "channels" + behind;
        open(1440, "light");
        awaitSettled();
    }

    @Test
    void an_act_asks_for_a_key_says_that_one_is_wrong_is_done_with_the_right_one_and_has_the_focus_again() {
        openChannels("#add");
        Locator adding = dialog("Add a channel");
        assertThat(adding).isVisible();
        tabTo(adding.getByLabel("Username or id"));
        page.keyboard().type("desk_notes");
        Locator look = button(adding, "See what it posts");
        tabTo(look);
        press("Enter");

        Locator asking = dialog("Sign in");
        Locator key = asking.getByLabel("API key");
        assertThat(key).isFocused();
        assertFocusShown();
        page.keyboard().type("sgr_wrong");
        tabTo(button(asking, "Sign in"));
        press("Space"); // a button that goes off while it waits
        assertThat(asking.getByRole(AriaRole.ALERT)).containsText("There is no such key");
        assertThat(key).isFocused();
        assertThat(key).hasAttribute("aria-invalid", "true");
        assertFocusShown();
        press("Control+a");
        page.keyboard().type(FakeKeys.KEY);
        press("Enter");

        assertThat(asking).isHidden();
        assertThat(adding.getByLabel("Title")).hasValue("Notes from the desk");
        assertThat(look).isFocused();
        assertFocusShown();
        assertThat(page.locator("#announcer")).containsText("Signed in");
    }

    @Test
    void the_button_that_asked_is_gone_afterwards_and_the_focus_is_still_there() {
        openChannels("#import");
        tabTo(button(page.locator("sr-import"), "Sign in"));
        press("Enter");
        assertThat(dialog("Sign in").getByLabel("API key")).isFocused();
        page.keyboard().type(FakeKeys.KEY);
        press("Enter");
        assertThat(page.getByText("Nothing has been imported yet.")).isVisible();
        assertFocusShown();

        press("?");
        Locator settings = dialog("Settings");
        assertThat(settings).containsText("Signed in: may do everything");
        tabTo(button(settings, "Sign out"));
        press("Enter");
        assertThat(settings).containsText("Nobody is signed in");
        assertThat(button(settings, "Sign in")).isFocused();
        press("Escape");
        assertThat(settings).isHidden();
        assertFocusShown();
        assertThat(complaints).isEmpty();
    }

    @Test
    void escape_leaves_the_act_undone_and_gives_the_focus_back() {
        openChannels("#import");
        Locator signIn = button(page.locator("sr-import"), "Sign in");
        tabTo(signIn);
        press("Enter");
        assertThat(dialog("Sign in").getByLabel("API key")).isFocused();
        press("Escape");
        assertThat(dialog("Sign in")).isHidden();
        assertThat(signIn).isFocused();
        assertFocusShown();
    }
}
