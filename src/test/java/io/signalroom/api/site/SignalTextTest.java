package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the page of a signal makes of texts: versions, hostile ones, cards, and without scripts. */
class SignalTextTest extends SignalPageBrowserTest {

    @Test
    void an_edit_is_shown_word_by_word_with_words_for_those_who_cannot_see_colours() {
        openOf(edited(405), 1440, "light");
        Locator change = page.locator("sr-change details[open] .one-diff");

        assertThat(change.locator("ins")).containsText("Updated: stop to entry");
        assertThat(change.locator("ins .sr-only").first()).hasText("inserted:");
        assertThat(change.locator("del")).hasCount(0);
        assertThat(page.getByText("2 versions")).isVisible();
        assertThat(page.locator(".one-steps")).containsText("Edited: version 2");
    }

    @Test
    void hostile_texts_are_words_and_nothing_else() {
        server = FakeSignalServer.busy();
        JsonObject hostile = of("\"><img src=x onerror=alert(1)>\u202Eevil", Duration.ofMinutes(3))
                .put("text", "</blockquote><script>alert(1)</script><!--tags-->\u202E buy");
        openOf(hostile, 1440, "light");

        assertThat(page.locator("sr-signal .lit").first()).containsText("<script>alert(1)</script>");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(page.title()).contains("<img src=x").doesNotContain("\u202E");
        assertThat(page.locator("meta[property='og:title']").getAttribute("content"))
                .startsWith("TIA/USDT");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_link_to_it_unfolds_into_a_card() {
        JsonObject signal = edited(405);
        openOf(signal, 1440, "light");
        String id = signal.getString("id");
        assertThat(page.locator("meta[property='og:image']"))
                .hasAttribute("content", server.address() + "api/v1/signals/" + id + "/image");
        assertThat(page.locator("meta[property='og:description']").getAttribute("content"))
                .contains("Entry 182.41")
                .contains("Stop ");
        assertThat(page.locator("meta[name='twitter:card']")).hasAttribute("content", "summary_large_image");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Share image")))
                .hasAttribute("href", "/api/v1/signals/" + id + "/image");
    }

    @Test
    void without_scripts_the_server_tells_what_it_is() {
        server = FakeSignalServer.busy();
        JsonObject signal = edited(405);
        server.hold(signal);
        path = "signals/" + signal.getString("id");
        open(new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(390, 844));

        assertThat(page.locator("#summary")).containsText("SOL/USDT Buy");
        assertThat(page.locator("#summary")).containsText("Entry: 182.41");
        assertThat(page.locator("#summary dl")).containsText("Stop");
    }
}
