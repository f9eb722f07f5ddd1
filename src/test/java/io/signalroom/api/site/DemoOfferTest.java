package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The button that loads demo data, where there are none. */
class DemoOfferTest extends BrowserTest {

    private Locator button() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Load demo data"));
    }

    private Locator refusal() {
        return page.locator("sr-demo-offer").getByRole(AriaRole.ALERT);
    }

    private void assertLoading() {
        assertThat(page.locator("#toasts")).containsText("100,000 invented posts are being loaded");
        assertThat(page.getByText("0 of 100,000 (0%)")).isVisible();
        assertThat(button()).hasCount(0);
    }

    @Test
    void a_first_start_offers_it_and_the_keyboard_alone_signs_in_and_has_it_loaded() {
        server = FakeSignalServer.empty();
        open(1440, "light");
        assertThat(page.getByText("demo --posts 100000")).isVisible();
        assertThat(button()).isVisible();
        awaitFonts();
        screenshot("demo-offer-first-start");
        assertNoAxeFinding();

        button().focus();
        page.keyboard().press("Enter");
        assertThat(dialog("Sign in")).isVisible();
        page.keyboard().type(FakeKeys.KEY);
        page.keyboard().press("Enter");

        assertLoading();
        assertThat(page.locator("#main")).isFocused();
        assertThat(page.getByText("Nothing heard yet")).isHidden();
        assertThat(overflow()).isZero();
        assertNoAxeFinding();
    }

    @Test
    void a_refusal_stands_at_the_button_and_the_next_try_may_do() {
        server = FakeSignalServer.empty();
        path = "channels";
        open(390, "dark");
        assertThat(badge()).hasText(LIVE);
        assertThat(button()).isVisible();
        server.demo().is("loading", 5, 100_000); // by somebody else, and the page has not heard it
        button().click();
        signIn();
        assertThat(refusal()).containsText("A demo is being loaded: DELETE /api/v1/demo ends it.");
        assertThat(button()).isEnabled();
        assertThat(button()).isFocused();
        awaitFonts();
        screenshot("demo-offer-refused");
        assertThat(overflow()).isZero();
        assertNoAxeFinding();

        server.demo().is("none", 0, 0);
        refusal()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"))
                .click();
        assertLoading();
        assertThat(complaints).allMatch(complaint -> complaint.startsWith("Failed to load resource"));
    }

    @Test
    void beside_other_channels_it_is_offered_quietly_and_only_where_there_is_no_demo() {
        server = FakeSignalServer.busy();
        server.demo().is("none", 0, 0);
        path = "channels";
        open(1440, "light");
        assertThat(button()).isVisible();
        assertThat(page.locator("sr-demo-offer")).containsText("Demo data are invented, marked as demo");
        awaitFonts();
        screenshot("demo-offer-channels");
        assertNoAxeFinding();

        server.demo().is("ready", 100_000, 100_000);
        page.reload();
        assertThat(page.locator("sr-channels [data-row]").first()).isVisible();
        assertThat(badge()).hasText(LIVE);
        assertThat(page.locator("sr-demo-offer")).isHidden();
        assertThat(button()).hasCount(0);
        assertThat(complaints).isEmpty();
    }
}
