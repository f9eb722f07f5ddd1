package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the outcome of a call rests on, as the page tells it: by mouse, keys, touch and screen reader. */
class OutcomeBasisTest extends BrowserTest {
    private static final long SIX_MINUTES = 6 * 60_000L;

    @Test
    void keys_open_it_with_the_focus_in_it_and_escape_gives_the_focus_back() {
        openBusy();
        Locator chip = chip("stopped");
        assertThat(chip).hasAttribute("aria-expanded", "false");
        chip.focus();
        page.keyboard().press("Enter");

        assertThat(basis()).isVisible();
        assertThat(basis()).isFocused();
        assertThat(chip).hasAttribute("aria-expanded", "true");
        assertThat(basis()).containsText(Pattern.compile("Market\\w+/USDT"));
        assertThat(basis()).containsText(Pattern.compile("Entered[\\d.,]+ · 100% · \\w+"));
        assertThat(basis()).containsText(Pattern.compile("Left[\\d.,]+ · 100% · stop · \\w+"));
        assertThat(basis()).containsText("-1.00 R · -5.2 %");
        assertThat(basis()).containsText("1h +0.4 % · 24h +3.2 %");
        assertThat(basis()).containsText("+0.03 R: the same plan entered at random times");
        assertThat(basis()).containsText("· 17 h");
        assertThat(basis()).containsText("0.1 % fee for each trade, 0.05 % slippage");
        assertThat(basis()).containsText("After 168 h (24 h on charts up to 15 min)");
        page.keyboard().press("Escape");
        assertThat(basis()).isHidden();
        assertThat(chip).isFocused();
        assertThat(chip).hasAttribute("aria-expanded", "false");
        page.keyboard().press("Space");
        assertThat(basis()).isVisible();
    }

    @Test
    void invented_prices_are_said_to_be_invented_and_real_ones_name_their_market() {
        openBusy();
        callOf("Demo").click();
        assertThat(basis()).containsText("The prices are invented for the demo");
        page.keyboard().press("Escape");
        callOf("Witnessed").click();
        assertThat(basis()).containsText(Pattern.compile("Market\\w+/USDTPricesBinance"));
        assertThat(basis()).not().containsText("invented");
    }

    @Test
    void what_has_no_result_says_why() {
        openBusy();
        assertSays("unfilled", "The first target came before an entry.");
        assertSays("no_data", "There is no such market there.");
        assertSays("waiting", "No entry was reached yet.");
        assertSays("expired", "The call gives no stop that can be used, so the result is in percent.");
    }

    @Test
    void the_mouse_opens_and_closes_it_and_moves_no_row() {
        openBusy();
        Locator chip = chip("stopped");
        chip.scrollIntoViewIfNeeded();
        BoundingBox row = chip.locator("xpath=ancestor::tr").boundingBox();
        Object height = page.evaluate("document.documentElement.scrollHeight");
        chip.click();
        assertThat(basis()).isVisible();
        awaitFonts();
        page.screenshot(new Page.ScreenshotOptions().setPath(picture("outcome-basis-1440-light")));

        assertThat(chip.locator("xpath=ancestor::tr").boundingBox())
                .usingRecursiveComparison()
                .isEqualTo(row);
        assertThat(page.evaluate("document.documentElement.scrollHeight")).isEqualTo(height);
        assertThat(overflow()).isZero();
        assertInView();
        assertNoAxeFinding();
        chip.click();
        assertThat(basis()).isHidden();
        chip.click();
        assertThat(basis()).isVisible();
        page.mouse().click(3, 3);
        assertThat(basis()).isHidden();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_finger_opens_and_closes_it_on_a_phone() {
        server = FakeSignalServer.busy();
        open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(ColorScheme.DARK));
        Locator chip = feed().locator("[data-outcome=all_targets]").first();
        chip.tap();
        assertThat(basis()).isVisible();
        awaitFonts();
        page.screenshot(new Page.ScreenshotOptions().setPath(picture("outcome-basis-390-dark")));

        assertThat(overflow()).isZero();
        assertInView();
        assertNoAxeFinding();
        basis().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .tap();
        assertThat(basis()).isHidden();
        chip.tap();
        assertThat(basis()).isVisible();
        page.touchscreen().tap(3, 3);
        assertThat(basis()).isHidden();
    }

    @Test
    void a_changed_outcome_changes_it_while_it_is_open() {
        openBusy();
        JsonObject posted = server.post();
        server.turn(posted, CannedOutcomes.early(posted));
        row(posted).locator("[data-outcome=no_data]").click();
        assertThat(basis()).containsText("The first prices come a few minutes after the post.");
        server.turn(posted, CannedOutcomes.stopped(posted));

        assertThat(basis()).containsText("-1.08 R · -5.4 %");
        assertThat(basis()).isVisible();
    }

    @Test
    void a_young_call_waits_whether_it_came_live_or_was_loaded_and_whether_it_has_a_row_or_not() {
        openBusy();
        JsonObject posted = postWithoutOutcome();
        Locator chip = row(posted).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Waiting"));
        assertThat(chip).isVisible();
        page.reload();
        assertThat(chip).isVisible();
        chip.click();
        assertThat(basis()).containsText("The first prices come a few minutes after the post.");
        server.turn(posted, CannedOutcomes.early(posted));
        assertThat(row(posted).locator("[data-outcome=no_data]")).hasText(Pattern.compile("Waiting$"));
        page.reload();
        assertThat(row(posted).locator("[data-outcome=no_data]")).hasText(Pattern.compile("Waiting$"));
    }

    @Test
    void what_no_price_came_for_in_five_minutes_waits_no_more() {
        openBusy();
        JsonObject bare = postWithoutOutcome();
        JsonObject early = server.post();
        server.turn(early, CannedOutcomes.early(early));
        assertThat(row(bare).locator("sr-outcome")).hasCount(1);
        page.clock().setFixedTime(Date.from(Instant.now().plusMillis(SIX_MINUTES)));
        server.post();

        assertThat(row(early).locator("[data-outcome]")).hasText(Pattern.compile("No prices$"));
        assertThat(row(bare).locator("sr-outcome")).hasCount(0);
    }

    @Test
    void what_could_not_be_fetched_is_said() {
        openBusy();
        page.route("**/js/basis.js*", Route::abort);
        chip("stopped").click();

        assertThat(page.locator("#toasts")).containsText("The server does not answer");
    }

    private JsonObject postWithoutOutcome() {
        JsonObject posted = server.post();
        while (posted.containsKey("outcome")) {
            posted = server.post();
        }
        return posted;
    }

    private void assertSays(String state, String words) {
        chip(state).click();
        assertThat(basis()).containsText(words);
        page.keyboard().press("Escape");
        assertThat(basis()).isHidden();
    }

    private void assertInView() {
        BoundingBox box = basis().boundingBox();
        assertThat(box.x).isGreaterThanOrEqualTo(0);
        assertThat(box.y).isGreaterThanOrEqualTo(0);
        assertThat(box.x + box.width).isLessThanOrEqualTo(page.viewportSize().width);
        assertThat(box.y + box.height).isLessThanOrEqualTo(page.viewportSize().height);
    }

    private Locator basis() {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("What this outcome rests on"));
    }

    private Locator chip(String state) {
        return calls().locator("tr [data-outcome=" + state + "]").first();
    }

    private Locator callOf(String origin) {
        return calls().locator("tr:visible", new Locator.LocatorOptions().setHasText(origin))
                .locator("[data-outcome]")
                .first();
    }
}
