package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says in English stands on a German page in German, or is marked as English. */
class ServerSentencesTest extends BrowserTest {

    private static final String HARBOR = "\u2068Harbor Light Signals\u2069";
    private static final String FALCON = "\u2068إشارات الصقر\u2069";
    private static final String BOARD = "analytics?tab=channels";

    private static final String CALL = "#SOL/USDT LONG\nEntry 150\nTP 160\nTP 170\nSL 140";

    private void openGerman(String address) {
        path = address;
        open(new Browser.NewContextOptions()
                .setLocale("de-DE")
                .setTimezoneId("UTC")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1440, 900));
    }

    private Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    private Locator english(String text) {
        return page.locator("[lang=en]").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void a_problem_has_its_title_in_german_and_its_detail_is_marked() {
        server = FakeSignalServer.busy();
        server.fail("/leaderboard");
        openGerman(BOARD);

        assertThat(alert()).containsText("Auf dem Server ist etwas schiefgegangen");
        assertThat(alert()).not().containsText("The store does not answer");
        assertThat(english("The answer could not be read in time.")).isVisible();
        screenshot("german-problem");
        assertNoAxeFinding();
    }

    @Test
    void without_the_words_a_problem_has_the_title_of_the_server() {
        server = FakeSignalServer.busy();
        openGerman(BOARD);
        page.route("**/assets/words/de/problem.json", Route::abort);
        server.fail("/leaderboard");
        page.reload();

        assertThat(english("The store does not answer")).isVisible();
    }

    @Test
    void a_problem_that_is_new_here_has_the_title_of_the_server() {
        server = FakeSignalServer.busy();
        openGerman(BOARD);
        page.route(
                "**/leaderboard?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(418)
                        .setBody("{\"type\": \"urn:signalroom:problem:teapot\", \"title\": \"It is a teapot\"}")));
        page.reload();

        assertThat(english("It is a teapot")).isVisible();
        assertThat(alert()).containsText("Der Rest der Seite geht weiter");
    }

    @Test
    void headlines_of_patterns_are_german_but_of_a_kind_that_is_new_here() {
        server = FakeSignalServer.busy();
        openGerman("analytics?tab=patterns");
        assertThat(page.locator(".pattern-title")).hasText(new String[] {
            "SOL: 31 Calls aus 12 Kanälen binnen 1 h, wo die eigene Vergangenheit 2,4 erwarten lässt.",
            "5 Kanäle, die für sich selbst sprechen, setzten binnen 10 min auf steigende Kurse von ARB.",
            FALCON + " wiederholt " + HARBOR + ": 60 Kopien, die Hälfte davon binnen 21 s.",
            HARBOR + " meldet das Ergebnis seines Pumps: DOGS.",
            "BTC: 30 % der Calls eines Tages mit Richtung sind bullisch, in der Woche davor waren es 75 %.",
            HARBOR + ": 49 % der Calls kommen in einer Stunde der Woche, Mo 17:00 UTC.",
            HARBOR + " ruft aus, was schon gelaufen ist: 29 von 50 Calls kamen nach mehr als +10 % binnen eines Tages.",
            HARBOR
                    + " setzte auf steigende Kurse von PEPE, nachdem der Kurs schon +4,3 % in einer Stunde, +13 % an einem Tag hinter sich hatte.",
            "Calls follow the moon."
        });
        assertThat(page.locator(".pattern-title[lang=en]")).hasText("Calls follow the moon.");
        screenshot("german-patterns");
        assertNoAxeFinding();
    }

    @Test
    void a_headline_that_the_evidence_does_not_bear_is_the_one_of_the_server() {
        JsonObject late = CannedPatterns.all("witnessed").get(7);
        late.getJsonObject("evidence").remove("side");
        server = FakeSignalServer.busy();
        openGerman("analytics?tab=overview");
        page.route(
                "**/analytics/patterns?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(new JsonObject()
                                .put("data", new JsonArray().add(late))
                                .encode())));
        page.navigate(server.address() + "analytics?tab=patterns");

        assertThat(page.locator(".pattern-title[lang=en]")).hasText("PEPE was called after +13 %.");
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, "TP1 ✅", "good morning everyone", "BTC long 60000 tp 65000"})
    void reasons_are_german(String post) {
        server = FakeSignalServer.busy();
        openGerman("playground");
        paste(post);

        assertThat(reasons().first()).isVisible();
        assertThat(page.locator(".verdict-why [lang=en]")).hasCount(0);
    }

    @Test
    void what_was_read_is_german_part_by_part() {
        server = FakeSignalServer.busy();
        openGerman("playground");
        paste(CALL);

        assertThat(reasons().last()).hasText("SOL, Long, Einstiege: 1, Ziele: 2, Stop");
        screenshot("german-reasons");
        assertNoAxeFinding();
    }

    @Test
    void without_the_words_reasons_are_marked_as_english() {
        server = FakeSignalServer.busy();
        openGerman("playground");
        page.route("**/assets/words/de/reason.json", Route::abort);
        paste(CALL);

        assertThat(reasons().last()).hasText("SOL, LONG, entries 1, targets 2, stop");
        assertThat(reasons().last()).hasAttribute("lang", "en");
    }

    @Test
    void what_is_wrong_with_a_search_is_marked_as_english() {
        server = FakeSignalServer.busy();
        openGerman("signals?q=nothing:known");

        assertThat(page.locator("#search-refused [lang=en]")).containsText("There is no filter nothing:");
    }

    @Test
    void why_a_channel_is_not_read_is_marked_as_english() {
        server = FakeSignalServer.busy();
        openGerman("channels");
        page.locator("sr-channels tbody [data-row]").nth(3).click();

        assertThat(english("Telegram refuses the bot's token.")).isVisible();
    }

    private void paste(String post) {
        page.locator("#post").fill(post);
    }

    private Locator reasons() {
        return page.locator(".verdict-why bdi");
    }
}
