package io.signalroom.api.site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What tests of the page of figures share: one server for all of a class, since what it answers does not change. */
abstract class AnalyticsBrowserTest extends BrowserTest {

    private static FakeSignalServer shared;

    @BeforeAll
    static void listen() {
        shared = FakeSignalServer.busy();
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Override
    @AfterEach
    void close() {
        context.close();
        if (server != shared) {
            server.close();
        }
        shared.fail("");
    }

    /** Opens the page with what is behind the question mark. */
    void openAnalytics(int width, String theme, String query) {
        server = server == null ? shared : server;
        shared.requests().clear();
        path = "analytics" + query;
        open(new Browser.NewContextOptions()
                .setViewportSize(width, width < 700 ? 844 : 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("UTC")
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    /** The list of signals is another page; where a link leads is enough here. */
    void standInForTheList() {
        page.route("**/signals?*", AnalyticsBrowserTest::blank);
    }

    private static void blank(Route route) {
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<title>Signals</title>"));
    }

    String copied(String button) {
        button(button).click();
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    /** Questions to the API so far that have this in them. */
    List<String> asked(String part) {
        return server.requests().stream().filter(uri -> uri.contains(part)).toList();
    }

    Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    Locator panel() {
        return page.getByRole(AriaRole.TABPANEL);
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The figure below a heading. */
    Locator value(String heading) {
        return page.locator(".figure")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading))));
    }

    Locator rows(String region) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(region))
                .first()
                .locator("tbody tr");
    }

    Locator settled() {
        return page.locator("#panel [aria-busy=false]").first();
    }
}
