package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.LoadState;
import io.signalroom.testing.ChromiumBrowser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page announces it will ask for, so that the answer is there when its modules are. */
class FirstAnswersTest extends BrowserTest {
    @Test
    void nothing_is_announced_for_a_search() {
        server = FakeSignalServer.busy();
        context = ChromiumBrowser.shared().browser().newContext();
        page = context.newPage();

        assertThat(page.navigate(server.address() + "signals").headers()).containsKey("link");
        assertThat(page.navigate(server.address() + "signals?q=token:SOL").headers())
                .doesNotContainKey("link");
    }

    private static final String HEAR = "const send = fetch; window.asked = []; "
            + "window.fetch = (address, ...rest) => { window.asked.push(String(address)); return send(address, ...rest); }";

    @ParameterizedTest
    @EnumSource(
            value = Page.class,
            names = {"DASHBOARD", "SIGNALS", "CHANNELS", "ANALYTICS"})
    void is_asked_for_once_and_used(Page each) {
        server = FakeSignalServer.busy();
        context = ChromiumBrowser.shared().browser().newContext(new Browser.NewContextOptions());
        page = context.newPage();
        page.addInitScript(HEAR);
        page.navigate(server.address() + each.path());
        page.waitForLoadState(LoadState.NETWORKIDLE);

        List<String> data = each.data();
        assertThat(data).isNotEmpty();
        List<?> asked = (List<?>) page.evaluate("() => window.asked");
        assertThat(data).allMatch(asked::contains);
        for (String address : data) {
            assertThat(server.requests()).filteredOn(address::equals).hasSize(1);
        }
        assertThat(asked).map(Object::toString).containsAll(words(each));
        assertThat(complaints).isEmpty();
    }

    private static List<String> words(Page page) {
        return page.words().stream().map(Language.EN::words).toList();
    }
}
