package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the playground asks, what it does with late answers and refusals, and what its address says. */
class PlaygroundTypingTest extends PlaygroundBrowserTest {

    private static final String CALL = "#SOL/USDT LONG entry 182 tp 191 sl 176";
    private static final String OTHER = "#ARB/USDT SHORT entry 1.10 tp 1.05 sl 1.14";

    private final List<Route> held = new CopyOnWriteArrayList<>();
    private final List<Request> givenUp = new CopyOnWriteArrayList<>();

    /** From here the page's time only goes on by runFor. */
    private void freeze() {
        page.clock().install(new Clock.InstallOptions().setTime("2026-03-01T09:00:00Z"));
        page.clock().pauseAt("2026-03-01T09:00:01Z");
    }

    @Test
    void it_asks_once_after_a_rest_and_at_once_on_control_enter() {
        openPlayground(1440, "light");
        freeze();
        paste(CALL.substring(0, 5));
        page.clock().runFor(200);
        paste(CALL);
        page.clock().runFor(200);
        assertThat(asked()).isZero();
        page.clock().runFor(60);
        assertThat(verdict()).containsText("Trade signal");
        assertThat(asked()).isEqualTo(1);

        paste(OTHER);
        post().press("Control+Enter");
        assertThat(row("Side")).containsText("Short");
        assertThat(asked()).isEqualTo(2);
        page.clock().runFor(1_000);
        assertThat(asked()).isEqualTo(2);
        page.clock().runFor(1_000);
        assertThat(page.locator("#announcer")).hasText(Pattern.compile("^Trade signal, \\d+% sure\\. 6 values found$"));
    }

    @Test
    void an_answer_to_an_earlier_text_is_givenUp_and_never_shown() {
        openPlayground(1440, "light");
        page.onRequestFailed(givenUp::add);
        page.route(PARSE, held::add);
        paste(CALL);
        page.waitForCondition(() -> held.size() == 1);
        paste(OTHER);
        page.waitForCondition(() -> held.size() == 2);

        assertThat(givenUp).hasSize(1);
        fulfil(held.get(1), FakeParser.answer(OTHER));
        assertThat(row("Token")).containsText("ARB");
        fulfil(held.get(0), FakeParser.answer(CALL));
        paste(OTHER + " ");
        page.waitForCondition(() -> held.size() == 3);
        assertThat(row("Token")).containsText("ARB");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_slow_answer_shows_that_it_is_awaited_and_moves_nothing() {
        openPlayground(1440, "light");
        example("Two calls").click();
        assertThat(row("Token")).containsText("ETH");
        BoundingBox before = result().boundingBox();
        page.route(PARSE, held::add);
        post().press("End");
        page.keyboard().type(" ");
        page.waitForCondition(() -> held.size() == 1);

        assertThat(result()).hasAttribute("aria-busy", "true");
        page.waitForFunction("() => getComputedStyle(document.querySelector('.reading-bar')).opacity > 0.3");
        page.waitForFunction("() => getComputedStyle(document.querySelector('.read-before')).opacity < 0.6");
        assertThat(row("Token")).containsText("ETH");
        BoundingBox during = result().boundingBox();
        assertThat(List.of(during.x, during.y, during.width, during.height))
                .containsExactly(before.x, before.y, before.width, before.height);
    }

    @Test
    void too_many_requests_are_waited_out_with_a_countdown() {
        openPlayground(1440, "light");
        freeze();
        page.route(PARSE, route -> {
            held.add(route);
            refuse(route, 429, "Too many requests", 3);
        });
        paste(CALL);
        page.clock().runFor(300);
        Locator timer = page.getByRole(AriaRole.TIMER);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Too many requests in detail.");
        assertThat(timer).hasText("Asks again in 3 s");
        screenshot("playground-limited");
        page.clock().runFor(1_000);
        assertThat(timer).hasText("Asks again in 2 s");

        paste(OTHER);
        page.clock().runFor(1_000);
        assertThat(held).as("nothing is asked while waiting").hasSize(1);
        page.unroute(PARSE);
        page.clock().runFor(1_100);
        assertThat(row("Token")).containsText("ARB");
        assertThat(timer).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad request, 0",
        "413, Too large, 0",
        "429, Too many requests, 60",
        "500, Internal error, 0",
        "503, Not available, 60"
    })
    void a_refusal_says_what_happened_in_place_and_can_be_retried(int status, String title, int retryAfter) {
        openPlayground(390, "dark");
        page.route(PARSE, route -> refuse(route, status, title, retryAfter));
        paste(CALL);

        Locator alert = page.getByRole(AriaRole.ALERT);
        assertThat(alert).containsText(title);
        assertThat(alert).containsText(title + " in detail.");
        assertThat(alert).containsText("req-0a1b");
        assertNoAxeFinding();
        page.unroute(PARSE);
        button("Retry").click();
        assertThat(verdict()).containsText("Trade signal");
        assertThat(alert).hasCount(0);
        assertThat(post()).hasValue(CALL);
    }

    @Test
    void a_server_that_is_away_is_said_in_words() {
        openPlayground(1440, "light");
        page.route(PARSE, Route::abort);
        paste(CALL);

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The server does not answer");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your text stays here.");
    }

    @Test
    void the_address_is_the_state_and_no_server_sees_it() {
        openPlayground(1440, "light");
        example("Cornix").click();
        assertThat(row("Token")).containsText("SOL");
        example("Reply “TP1 ✅”").click();
        assertThat(row("Token")).containsText("ARB");
        String link = page.url();
        page.goBack();
        assertThat(row("Token")).containsText("SOL");
        assertThat(post()).hasValue(Pattern.compile("^⚡️⚡️ #SOL/USDT"));

        page.navigate("about:blank");
        page.navigate(link);
        assertThat(row("Token")).containsText("ARB");
        assertThat(post()).hasValue("TP1 ✅");
        assertThat(page.getByLabel("Text of the post it answers")).hasValue(Pattern.compile("^#ARB/USDT LONG"));
        assertThat(layoutShift()).isLessThan(0.05);
        assertThat(link).matches(Pattern.compile(".*/playground#post=[\\w-]+&answers=[\\w-]+"));
        assertThat(server.requests())
                .allMatch(uri ->
                        uri.matches("/api/v1/(parse|status|signals/changes\\?epoch=b3f1&afterSeq=1000&limit=200)"));
    }

    @Test
    void the_chosen_signal_is_in_the_address_too() {
        openPlayground(1440, "light");
        example("Two calls").click();
        page.getByRole(AriaRole.TAB).nth(1).click();
        page.reload();

        assertThat(row("Token")).containsText("AVAX");
    }

    @Test
    void what_is_no_link_of_ours_is_dropped_with_a_hint_or_left_alone() {
        openPlayground(1440, "light");
        page.navigate(
                server.address() + "playground#post=" + Base64.getUrlEncoder().encodeToString(new byte[] {-1}));
        assertThat(page.locator("#toasts")).containsText("The link is damaged");
        assertThat(post()).hasValue("");

        paste(CALL);
        assertThat(verdict()).containsText("Trade signal");
        page.evaluate("location.hash = 'main'");
        assertThat(post()).hasValue(CALL);
        assertThat(verdict()).containsText("Trade signal");
    }

    @Test
    void the_link_and_the_answer_can_be_copied() {
        server = FakeSignalServer.busy();
        path = "playground";
        open(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        paste("#SOL/USDT LONG 🚀 entry 182 tp 191 sl 176");
        assertThat(verdict()).containsText("Trade signal");

        button("Copy link").click();
        assertThat(page.locator("#toasts")).containsText("Link copied");
        String link = (String) page.evaluate("navigator.clipboard.readText()");
        String packed = link.replaceFirst(".*#post=", "");
        assertThat(new String(Base64.getUrlDecoder().decode(packed), StandardCharsets.UTF_8))
                .isEqualTo("#SOL/USDT LONG 🚀 entry 182 tp 191 sl 176");

        button("Copy JSON").click();
        assertThat(page.locator("#toasts")).containsText("JSON copied");
        assertThat(new JsonObject((String) page.evaluate("navigator.clipboard.readText()")))
                .isEqualTo(FakeParser.answer("#SOL/USDT LONG 🚀 entry 182 tp 191 sl 176"));
    }

    @Test
    void clear_empties_everything_and_back_brings_it_again() {
        openPlayground(390, "light");
        example("Reply “TP1 ✅”").click();
        assertThat(row("Token")).containsText("ARB");
        button("Clear").click();

        assertThat(post()).hasValue("");
        assertThat(post()).isFocused();
        assertThat(verdict()).hasText("Nothing to read yet");
        assertThat(page.url()).endsWith("/playground");
        page.goBack();
        assertThat(row("Token")).containsText("ARB");
    }
}
