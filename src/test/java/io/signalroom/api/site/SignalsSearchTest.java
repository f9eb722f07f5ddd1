package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching, and the address that says what is seen. */
class SignalsSearchTest extends SignalsBrowserTest {

    @Test
    void by_keyboard_alone_one_searches_opens_a_signal_and_comes_back() {
        openSignals(1440, "light", "");
        assertThat(rows()).hasCount(50);
        page.keyboard().press("/");
        assertThat(search()).isFocused();
        page.keyboard().type("tok");
        assertThat(offer("token:")).isVisible();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.keyboard().type("s");
        assertThat(offer("SUI")).isVisible();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(search()).hasValue("token:SOL ");
        page.keyboard().press("Enter");
        awaitAddress("/signals?q=token:SOL");
        assertThat(rows()).hasCount(9);

        search().blur();
        page.keyboard().press("j");
        assertThat(opener(0)).isFocused();
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(panel().getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("SOL/USDT")))
                .isFocused();
        String id = rows().nth(1).getAttribute("data-id");
        awaitAddress("/signals?q=token:SOL&open=" + id);
        page.keyboard().press("Escape");
        assertThat(panel()).isHidden();
        assertThat(opener(1)).isFocused();
        page.keyboard().press("Escape");
        awaitAddress("/signals");
        assertThat(search()).hasValue("");
        page.goBack();
        page.goBack();
        assertThat(panel()).isVisible();
        assertThat(search()).hasValue("token:SOL");
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_address_is_the_state_and_what_it_says_wrongly_is_left_out_with_a_hint() {
        openSignals(1440, "dark", "?token=SOL&side=up&minConfidence=0.7&from=2026-01-01&sort=best&limit=9&open=sig_1");
        assertThat(search()).hasValue("token:SOL conf:>70 after:2026-01-01");
        assertThat(page.locator(".hint")).containsText("left out: side=up, sort=best, limit=9, open=sig_1");
        assertThat(address()).isEqualTo("/signals?q=token:SOL conf:>70 after:2026-01-01");
        assertNoAxeFinding();

        button("Remove Confidence: at least 70%").click();
        awaitAddress("/signals?q=token:SOL after:2026-01-01");
        assertThat(page.locator(".hint")).hasCount(0);
        page.goBack();
        assertThat(search()).hasValue("token:SOL conf:>70 after:2026-01-01");
        page.reload();
        assertThat(search()).hasValue("token:SOL conf:>70 after:2026-01-01");
        assertThat(asked()).last().asString().contains("q=token%3ASOL+conf%3A%3E70+after%3A2026-01-01");
    }

    @Test
    void buttons_write_what_one_could_type() {
        openSignals(1440, "light", "?q=breakout");
        page.locator("summary").getByText("Outcome").click();
        Locator list = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Outcome"));
        list.getByText("Stopped").click();
        list.getByText("Expired").click();
        awaitAddress("/signals?q=breakout outcome:stopped,expired");
        screenshot("signals-filter");
        assertNoAxeFinding();
        list.getByText("Stopped").click();
        page.locator("summary").getByText("Channel").click();
        page.getByText("Alpha Desk").locator("visible=true").first().click();

        awaitAddress("/signals?q=breakout outcome:expired channel:channel_1");
        assertThat(search()).hasValue("breakout outcome:expired channel:channel_1");
        assertThat(page.locator(".chips li")).hasCount(3);
    }

    @Test
    void periods_are_chosen_by_day_and_results_beside_outcomes() {
        openSignals(1440, "light", "?q=breakout");
        page.locator("summary").getByText("Period").click();
        Locator days = page.locator("details[open] form");
        days.getByLabel("From (UTC)").fill("2026-03-08");
        days.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill("2026-03-02");
        screenshot("signals-days");
        assertNoAxeFinding();
        days.getByRole(AriaRole.BUTTON).click();
        awaitAddress("/signals?q=breakout after:2026-03-02 before:2026-03-09");
        page.locator("summary").getByText("Period").click();
        assertThat(days.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)))
                .hasValue("2026-03-08");

        page.locator("summary").getByText("Outcome").click();
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Result in R"))
                .getByText("over 1 R")
                .click();
        screenshot("signals-results");
        awaitAddress("/signals?q=breakout after:2026-03-02 before:2026-03-09 r:>1");
        assertThat(page.locator(".chips")).containsText("Result in R: over 1 R");
    }

    @Test
    void a_day_that_no_calendar_has_breaks_nothing() {
        openSignals(1440, "light", "?q=before:2026-99-99");
        page.locator("summary").getByText("Period").click();
        assertThat(page.locator("details[open] form").getByLabel("To", new Locator.GetByLabelOptions().setExact(true)))
                .hasValue("");
        assertThat(complaints).noneMatch(it -> it.contains("RangeError"));
    }

    @Test
    void column_heads_sort_and_say_so() {
        openSignals(1440, "light", "");
        Locator head = page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Outcome"));
        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Posted")))
                .hasAttribute("aria-sort", "descending");
        head.getByRole(AriaRole.BUTTON).click();
        awaitAddress("/signals?sort=-r");
        assertThat(head).hasAttribute("aria-sort", "descending");
        assertThat(rows().first()).containsText("+2.44 R");
        head.getByRole(AriaRole.BUTTON).click();
        assertThat(head).hasAttribute("aria-sort", "ascending");
        head.getByRole(AriaRole.BUTTON).click();
        awaitAddress("/signals");
    }

    @Test
    void a_period_moves_by_its_own_length() {
        openSignals(1440, "light", "?q=after:2026-03-02T00:00:00Z before:2026-03-03T00:00:00Z");
        assertThat(rows().first()).isVisible();
        page.keyboard().press("[");
        awaitAddress("/signals?q=after:2026-03-01T00:00:00Z before:2026-03-02T00:00:00Z");
        page.keyboard().press("]");
        awaitAddress("/signals?q=after:2026-03-02T00:00:00Z before:2026-03-03T00:00:00Z");
    }

    @Test
    void links_are_copied_with_fixed_or_with_moving_times_and_exports_have_the_same_filter() {
        openSignals(1440, "light", "?q=token:SOL after:-24h&sort=-r");
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator("summary").getByText("Export").click();
        assertThat(page.getByText(Pattern.compile("^NDJSON")))
                .hasAttribute("href", "/api/v1/signals/export?format=ndjson&q=token%3ASOL+after%3A-24h&sort=-r");
        assertNoAxeFinding();
        page.locator("summary").getByText("Share").click();
        button("Copy live link times move on").click();
        assertThat(clipboard()).endsWith("/signals?q=token%3ASOL+after%3A-24h&sort=-r");
        page.locator("summary").getByText("Share").click();
        button("Copy link times as of now").click();
        assertThat(clipboard()).containsPattern("q=token%3ASOL\\+after%3A20\\d\\d-.*\\+before%3A20\\d\\d-");
    }

    @Test
    void a_view_is_kept_and_brings_its_search_back() {
        openSignals(1440, "light", "?q=token:SOL&sort=-r");
        page.locator("summary").getByText("Views").click();
        page.getByLabel("Name of this view").fill("Best of SOL");
        page.keyboard().press("Enter");
        page.navigate(server.address() + "signals");
        page.locator("summary").getByText("Views").click();
        page.getByText("Best of SOL").click();

        awaitAddress("/signals?q=token:SOL&sort=-r");
        assertThat(search()).hasValue("token:SOL");
    }

    private Locator offer(String label) {
        return page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + label)));
    }

    private List<String> asked() {
        return server.requests().stream()
                .filter(uri -> uri.contains("/signals?"))
                .toList();
    }

    private String clipboard() {
        page.waitForFunction("() => document.getElementById('toasts').textContent.includes('Link copied')");
        String text = (String) page.evaluate("navigator.clipboard.readText()");
        page.evaluate("document.getElementById('toasts').replaceChildren()");
        return text;
    }
}
