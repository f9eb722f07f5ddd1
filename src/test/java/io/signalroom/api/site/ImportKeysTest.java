package io.signalroom.api.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A file tried out, imported and taken back without a mouse. Only the system's own dialog that chooses a file is left out. */
class ImportKeysTest extends KeysBrowserTest {
    private static final FilePayload FILE =
            new FilePayload("result.json", "application/json", "{\"messages\":[]}".getBytes(StandardCharsets.UTF_8));

    /** Keeps all that a screen reader is told in the part that imports. */
    private static final String LISTEN = """
            () => {
              window.said = [];
              new MutationObserver(() => document.querySelectorAll('sr-import [role=status]').forEach((it) => said.push(it.textContent)))
                .observe(document.querySelector('sr-import'), { subtree: true, childList: true, characterData: true });
            }""";

    private String said() {
        return (String) page.evaluate("said.join('\\n')");
    }

    @Test
    void a_file_is_tried_out_imported_and_taken_back_and_the_focus_is_never_lost() {
        server = FakeSignalServer.busy();
        path = "channels#import";
        open(1440, "dark");
        awaitSettled();
        page.evaluate(LISTEN);
        Locator file = page.locator("input[type=file]");
        tabTo(file);
        assertFocusShown();
        file.setInputFiles(FILE);
        assertThat(dialog("Sign in").getByLabel("API key")).isFocused();
        page.keyboard().type(FakeKeys.KEY);
        press("Enter");
        assertThat(page.getByText("Nothing is stored yet")).isVisible();
        assertFocusShown();
        assertThat(said()).contains("Nothing is stored yet");

        tabTo(button("Import 40 posts"));
        press("Enter");
        assertThat(page.getByText("Its signals appear as they are read")).isVisible();
        assertThat(said()).contains("12 posts");
        assertFocusShown();
        Locator undo =
                page.locator("[data-import=imp_2]").getByText("Undo", new Locator.GetByTextOptions().setExact(true));
        tabTo(undo);
        press("Enter");
        Locator asking = dialog("Undo imp_2");
        assertThat(asking).isVisible();
        assertFocusShown();
        press("Escape"); // keeps it
        assertThat(asking).isHidden();
        assertFocusShown();
        press("Enter");
        assertThat(asking).isVisible();
        tabTo(button(asking, "Undo the import"));
        press("Enter");

        assertThat(page.locator("[data-import=imp_2]")).containsText("Undone");
        assertThat(asking).isHidden();
        assertFocusShown();
        assertThat(page.locator("#announcer")).containsText("imp_2");
    }
}
