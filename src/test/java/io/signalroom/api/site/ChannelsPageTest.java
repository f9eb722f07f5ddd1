package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of channels: its looks and states, importing a file and taking it back. */
class ChannelsPageTest extends BrowserTest {
    private static final FilePayload FILE =
            new FilePayload("result.json", "application/json", "{\"messages\":[]}".getBytes(StandardCharsets.UTF_8));

    private void openChannels(int width, String theme, String behind) {
        if (server == null) {
            server = FakeSignalServer.busy();
        }
        path = "channels" + behind;
        open(width, theme);
    }

    private Locator rows() {
        return page.locator("sr-channels :is(tbody tr, .rooms-cards > li)").locator("visible=true");
    }

    private Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .locator("visible=true");
    }

    private Locator file() {
        return page.locator("input[type=file]");
    }

    private void assertSound() {
        assertThat(overflow()).as("pixels the page is wider than the screen").isZero();
        assertThat(cutOff()).as("cards whose content is wider than they are").isZero();
        assertThat(layoutShift()).as("cumulative layout shift").isLessThan(0.05);
        assertNoAxeFinding();
        assertThat(complaints).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1440, light", "1440, dark", "768, dark", "320, light"})
    void it_looks_right_and_breaks_no_rule(int width, String theme) {
        openChannels(width, theme, "");
        assertThat(rows().first()).isVisible();
        assertThat(file()).isVisible();
        awaitFonts();
        screenshot("channels-" + width + "-" + theme);
        assertSound();

        rows().nth(1).locator("[data-row]").click();
        assertThat(page.locator("dialog.panel h2")).isFocused();
        assertThat(page.locator("dialog.panel")).containsText("Much quieter than usual");
        assertThat(page.locator("dialog.panel")).containsText("Times it may lack");
        screenshot("channels-panel-" + width + "-" + theme);
        assertThat(overflow()).isZero();
        assertNoAxeFinding();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.panel")).isHidden();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_state_says_its_word_and_the_cure_and_figures_lead_to_what_they_count() {
        openChannels(1440, "light", "");
        assertThat(rows().nth(2)).containsText("Conflict");
        assertThat(rows().nth(2)).containsText("Another program reads this bot");
        assertThat(rows().nth(2).locator(".figure-thin")).hasCount(1);
        assertThat(rows().first().locator("a", new Locator.LocatorOptions().setHasText("50%")))
                .hasAttribute("href", Pattern.compile("outcome=all_targets.*"));

        rows().nth(1)
                .locator("a", new Locator.LocatorOptions().setHasText("1 of 40"))
                .first()
                .click();
        page.waitForURL(Pattern.compile("/signals\\?q=.*is%3A(edited|deleted).*"));
        assertThat(page.getByText("Changed later:").first()).isVisible();
    }

    @Test
    void heads_sort_the_filter_finds_and_the_address_keeps_both() {
        openChannels(1440, "dark", "?sort=-postsPerDay");
        Locator head = page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Posts a day"));
        assertThat(head).hasAttribute("aria-sort", "descending");
        head.locator("a").click();
        assertThat(head).hasAttribute("aria-sort", "ascending");
        assertThat(page).hasURL(Pattern.compile("sort=postsPerDay$"));

        page.keyboard().press("/");
        page.keyboard().type("alpha");
        assertThat(rows()).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("q=alpha"));
        page.getByLabel("Find a channel").fill("nobody");
        assertThat(page.getByText("No channel has “nobody” in its name")).isVisible();
        button("Show all channels").click();
        page.goBack();
        assertThat(page.getByLabel("Find a channel")).hasValue("nobody");

        page.getByLabel("Count imported history").check();
        assertThat(page).hasURL(Pattern.compile("imported=1"));
        assertThat(server.requests()).anyMatch(uri -> uri.contains("imported=true"));
    }

    @Test
    void what_the_address_says_wrongly_is_told_and_a_link_says_what_is_seen() {
        openChannels(1440, "dark", "?sort=best&q=alpha&imported=yes&page=2&open=nobody#list");
        assertThat(page.locator(".hint")).containsText("left out: sort=best, imported=yes, page=2, open=nobody");
        assertThat(page).hasURL(Pattern.compile("/channels\\?q=alpha#list$"));
        assertThat(rows()).hasCount(1);
        screenshot("channels-left-out");
        assertNoAxeFinding();
        context.grantPermissions(java.util.List.of("clipboard-read", "clipboard-write"));
        button("Copy link").click();
        assertThat(page.locator("#toasts")).containsText("Link copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(server.address() + "channels?q=alpha");

        button("Import").first().click();
        assertThat(page).hasURL(Pattern.compile("/channels\\?q=alpha#import$"));
        assertThat(page.locator("#import-title")).isFocused();
        assertThat(page.locator(".hint")).isVisible();
        page.locator(".hint").getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".hint")).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_file_is_tried_out_imported_and_taken_back() {
        openChannels(390, "dark", "#import");
        file().setInputFiles(new FilePayload("notes.txt", "text/plain", new byte[] {1}));
        assertThat(page.getByText("notes.txt is no result.json, messages.html or zip"))
                .isVisible();
        file().setInputFiles(new FilePayload("messages.html", "text/html", new byte[] {'<'}));
        assertThat(page.getByText("messages.html does not say which channel")).isVisible();
        page.getByLabel("Read groups too").check();
        file().setInputFiles(FILE);
        signIn();
        assertThat(page.getByText("Nothing is stored yet")).isVisible();
        assertThat(page.locator(".import-counts")).containsText("38");
        awaitFonts();
        screenshot("channels-import");
        assertThat(overflow()).isZero();
        assertNoAxeFinding();

        button("Import 40 posts").click();
        assertThat(page.getByText("Its signals appear as they are read")).isVisible();
        assertThat(page.locator("[data-import=imp_2]")).containsText("40 posts brought");
        button("Undo imp_2").first().click();
        screenshot("channels-undo");
        assertNoAxeFinding();
        button("Undo the import").click();
        assertThat(page.locator("[data-import=imp_2]")).containsText("Undone");
        assertThat(server.requests())
                .anyMatch(uri -> uri.contains("/imports?dryRun=true&zone=") && uri.endsWith("&include=groups"));
        assertThat(button("Undo imp_2")).hasCount(0);
    }

    @Test
    void a_key_that_is_kept_serves_the_next_page_and_is_forgotten_on_signing_out() {
        openChannels(1440, "light", "");
        button("Sign in").click();
        page.getByLabel("Keep the key in this tab").check();
        signIn();
        assertThat(page.getByText("Nothing has been imported yet.")).isVisible();
        page.reload();
        assertThat(page.getByText("Nothing has been imported yet.")).isVisible();

        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Signed in: may do everything");
        button("Sign out").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Nobody is signed in");
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void on_paper_there_is_the_list_in_light_colours_and_nothing_round_it() {
        openChannels(1000, "dark", "");
        assertThat(rows().first()).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator("aside")).isHidden();
        assertThat(file()).isHidden();
        assertThat(page.getByLabel("Find a channel")).isHidden();
        assertThat(rows().first()).isVisible();
        assertThat(page.evaluate("getComputedStyle(document.body).color")).isEqualTo("rgb(15, 20, 27)");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        screenshot("channels-print");
    }

    @Test
    void errors_stand_in_place_and_a_first_start_says_what_to_do() {
        server = FakeSignalServer.busy();
        server.fail("/channels");
        openChannels(1440, "dark", "");
        assertThat(page.locator("sr-channels").getByRole(AriaRole.ALERT)).containsText("req-7f31");
        screenshot("channels-error");
        assertNoAxeFinding();
        server.fail("");
        button("Retry").click();
        assertThat(rows().first()).isVisible();
        complaints.clear(); // of the failed request
        context.close();
        server.close();

        server = FakeSignalServer.empty();
        openChannels(390, "light", "");
        assertThat(page.getByText("No channel is known yet")).isVisible();
        awaitFonts();
        screenshot("channels-empty");
        assertSound();
    }

    @Test
    void it_speaks_german_and_works_in_forced_colours() {
        server = FakeSignalServer.busy();
        path = "channels";
        open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setLocale("de-DE")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setForcedColors(ForcedColors.ACTIVE));
        assertThat(page).hasTitle("Kanäle · Signalroom");
        assertThat(rows().nth(1)).containsText("Viel stiller als sonst");
        awaitFonts();
        screenshot("channels-german");
        assertThat(overflow()).isZero();
        assertThat(complaints).isEmpty();
    }
}
