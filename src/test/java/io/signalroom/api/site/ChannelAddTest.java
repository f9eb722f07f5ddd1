package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dialog that adds a channel: signing in on the way, faults at their fields, a look at its posts before. */
class ChannelAddTest extends BrowserTest {
    private void openAdding(int width, String theme) {
        server = FakeSignalServer.busy();
        path = "channels#add";
        open(width, theme);
    }

    @Test
    void adding_asks_for_a_key_says_what_is_wrong_where_it_is_and_goes_on_after_signing_in() {
        openAdding(1440, "light");
        Locator dialog = dialog("Add a channel");
        assertThat(dialog).isVisible();
        screenshot("channels-add");
        assertNoAxeFinding();
        dialog.getByLabel("Username or id").fill("no");
        dialog.getByLabel("Title").fill("Desk notes");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add channel"))
                .click();

        Locator asking = dialog("Sign in");
        asking.getByLabel("API key").fill("sgr_wrong");
        asking.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(asking.getByRole(AriaRole.ALERT)).containsText("There is no such key");
        screenshot("channels-sign-in");
        assertNoAxeFinding();
        signIn();
        assertThat(dialog).containsText("A username has four characters at least.");

        dialog.getByLabel("Username or id").fill("https://t.me/desk_notes");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add channel"))
                .click();
        assertThat(dialog).isHidden();
        assertThat(page.locator("dialog.panel")).containsText("Desk notes");
        assertThat(page.locator("dialog.panel")).containsText("@desk_notes");
        assertThat(page).hasURL(Pattern.compile("channels\\?open=-7$"));
        assertThat(page.evaluate("JSON.stringify([{ ...sessionStorage }, localStorage.getItem('apiKey')])"))
                .isEqualTo("[{},null]");
    }

    @Test
    void a_channel_can_be_looked_at_before_it_is_added() {
        openAdding(390, "dark");
        Locator dialog = dialog("Add a channel");
        Locator look = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("See what it posts"));
        dialog.getByLabel("Username or id").fill("nobody_here");
        look.click();
        signIn();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("There is no such thing");

        dialog.getByLabel("Username or id").fill("https://t.me/desk_notes");
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasCount(0);
        look.click();
        Locator posts = dialog.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Its newest posts"))
                .getByRole(AriaRole.LISTITEM);
        assertThat(posts).hasCount(2);
        assertThat(posts.first()).containsText("ARB/USDT");
        assertThat(posts.first()).containsText("1.1034");
        assertThat(posts.nth(1)).containsText("Nothing to read");
        assertThat(dialog.getByLabel("Title")).hasValue("Notes from the desk");
        awaitFonts();
        screenshot("channels-preview");
        assertThat(overflow()).isZero();
        assertNoAxeFinding();

        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add channel"))
                .click();
        assertThat(page.locator("dialog.panel")).containsText("Notes from the desk");
        assertThat(page).hasURL(Pattern.compile("channels\\?open=1987654321$"));
        assertThat(complaints).allMatch(complaint -> complaint.startsWith("Failed to load resource"));
    }
}
