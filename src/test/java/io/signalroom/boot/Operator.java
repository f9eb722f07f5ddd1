package io.signalroom.boot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.signalroom.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operator does before he may change something. */
final class Operator {
    private static final Pattern KEY = Pattern.compile("sgr_\\S+");

    private Operator() {}

    /** Makes an API key of the scope admin by the command. */
    static String key(Path data) {
        ServerProcess made =
                ServerProcess.run(data, Map.of(), "key", "create", "--name", "browser", "--scope", "admin");
        assertThat(made.exitStatus(Duration.ofSeconds(60))).isZero();
        Matcher key = KEY.matcher(made.output());
        assertThat(key.find()).isTrue();
        return key.group();
    }

    /** Gives it to the dialog that asks for it. */
    static void signIn(Page page, String key) {
        Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Sign in"));
        dialog.getByLabel("API key").fill(key);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(dialog).isHidden();
    }
}
