package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred texts that want to be more than text, as posts and as names of channels, and addresses that name what objects have. */
class HostilePageTest extends SignalsBrowserTest {
    private static final int TEN = 10;
    private static final int FIRST_NUMBER = 10_000;

    private static final List<String> TEXTS = Stream.of(
                    "<script>window.hit = 1; alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "<svg onload=alert(1)>",
                    "<iframe src=javascript:alert(1)></iframe>",
                    "<a href=\"javascript:alert(1)\">open</a>",
                    "[open](javascript:alert(1))",
                    "javascript:alert(1)//https://t.me/x",
                    "<style>* { display: none !important }</style>",
                    "<link rel=stylesheet href=https://evil.example/x.css>",
                    "<img src=https://evil.example/pixel.gif>",
                    "<form action=https://evil.example><input autofocus onfocus=alert(1)></form>",
                    "</textarea><script>alert(1)</script>",
                    "</title></script><script>alert(1)</script>",
                    "{{constructor.constructor('alert(1)')()}}",
                    "${alert(1)} $& $1 $`",
                    "<%= alert(1) %>",
                    "<!--<script>alert(1)//-->",
                    "&lt;script&gt;alert(1)&lt;/script&gt;",
                    "\u202Eevil\u2066 <b>bold</b> \u2069\u2069",
                    "<base href=https://evil.example/>")
            .flatMap(text -> Stream.of(
                    text, "\"" + text, "'>" + text, "\u2069\u202E" + text, "LONG #SOL/USDT entry 180 " + text))
            .toList();

    private static final String ALIVE = "main :is(script, iframe, base, link, style, img[src=x], [onerror], [onload],"
            + " [onfocus], a[href^='javascript' i])";

    private final List<String> dialogs = new CopyOnWriteArrayList<>();

    private void openAt(String address) {
        path = "nothing/here";
        open(1440, "light");
        complaints.clear(); // the browser says that this page is missing
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        page.navigate(server.address() + address);
    }

    private JsonObject hostile(int number) {
        return unusual(FIRST_NUMBER + number, TEXTS.get(number), TEXTS.get(number));
    }

    private void holdAll() {
        assertThat(TEXTS).hasSize(100).doesNotHaveDuplicates();
        server = FakeSignalServer.holding(5);
        IntStream.range(0, TEXTS.size()).forEach(number -> server.hold(hostile(number)));
    }

    /** Ten texts each. */
    private static List<String> bundles() {
        List<String> bundles = new ArrayList<>();
        for (int from = 0; from < TEXTS.size(); from += TEN) {
            bundles.add(String.join("\n", TEXTS.subList(from, from + TEN)));
        }
        return bundles;
    }

    private void assertHarmless() {
        assertThat(page.locator(ALIVE)).hasCount(0);
        assertThat(page.locator("main")).isVisible();
        assertThat(page.evaluate("window.hit")).isNull();
        assertThat(overflow()).isZero();
        assertThat(dialogs).isEmpty();
        assertThat(foreign).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void they_pass_through_the_feed() {
        server = FakeSignalServer.busy();
        openAt("");
        assertThat(badge()).hasText(LIVE);
        server.awaitSockets();
        for (int from = 0; from < TEXTS.size(); from += TEN) {
            List<JsonObject> posted = IntStream.range(from, from + TEN)
                    .mapToObj(number -> server.post(
                            hostile(number).put("postedAt", Instant.now().toString())))
                    .toList();
            assertThat(row(posted.get(TEN - 1))).isVisible();
            assertHarmless();
        }
    }

    @Test
    void they_stand_in_the_list_and_beside_it() {
        holdAll();
        openAt("signals");
        for (int shown = 0; shown < TEXTS.size(); shown += 50) {
            assertThat(rows()).hasCount(50);
            opener(0).click();
            for (int row = 0; row < 50; row++) {
                String id = rows().nth(row).getAttribute("data-id");
                assertThat(panel().locator("a[href='/api/v1/signals/" + id + "']"))
                        .isVisible();
                assertThat(panel().locator("[aria-busy=false] .lit").first())
                        .not()
                        .isEmpty();
                page.keyboard().press("j");
            }
            assertHarmless();
            page.keyboard().press("Escape");
            button("Older").click();
            assertThat(page.locator(".pager")).containsText("%d–".formatted(shown + 51));
        }
    }

    @Test
    void they_name_channels() {
        holdAll();
        openAt("channels");
        assertThat(page.locator("sr-channels tbody tr").nth(99)).isVisible();
        assertHarmless();
        page.locator("sr-channels tbody [data-row]").first().click();
        assertThat(page.locator("dialog.panel h2 bdi")).not().isEmpty();
        assertHarmless();
    }

    @Test
    void they_have_pages_of_their_own() {
        server = FakeSignalServer.holding(5);
        List<String> bundles = bundles();
        openAt("signals");
        for (int number = 0; number < bundles.size(); number++) {
            JsonObject signal = unusual(FIRST_NUMBER + number, TEXTS.get(TEN * number), bundles.get(number));
            server.hold(signal);
            page.navigate(server.address() + "signals/" + signal.getString("id"));
            assertThat(page.locator("sr-signal .lit .lit-line")).hasCount(TEN);
            assertHarmless();
        }
    }

    @Test
    void they_are_read_in_the_playground() {
        server = FakeSignalServer.busy();
        openAt("playground");
        for (String bundle : bundles()) {
            page.waitForResponse(
                    "**/api/v1/parse",
                    () -> page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Channel post"))
                            .fill(bundle));
            assertThat(page.locator("sr-read-post h2").first()).isVisible();
            assertHarmless();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "signals", "analytics", "channels", "playground", "signals/sig_00000000000000000000000007"})
    void what_objects_have_by_themselves_is_no_name_in_an_address(String address) {
        server = FakeSignalServer.busy();
        openAt("nothing/there");
        List<String> errors = new CopyOnWriteArrayList<>();
        page.onPageError(errors::add);
        for (String query : List.of(
                "__proto__=1&constructor=2&toString=3&hasOwnProperty=4",
                "sort=__proto__&open=constructor&tab=__proto__&origin=toString&period=constructor&kind=__proto__",
                "q=constructor:x __proto__:y toString:z&token=__proto__")) {
            page.navigate(server.address() + address + "?" + query);
            assertThat(badge()).hasText(LIVE);
            assertThat(page.locator("main")
                            .locator("h2:visible, input:visible, textarea:visible, section:visible")
                            .first())
                    .isVisible();
            assertThat(errors).as(query).isEmpty();
        }
    }
}
