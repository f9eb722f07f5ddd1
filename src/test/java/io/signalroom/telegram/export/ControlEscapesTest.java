package io.signalroom.telegram.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ControlEscapesTest {
    @Test
    void a_control_character_becomes_json() {
        assertThat(mended("a\\x0Cb", 16)).isEqualTo("a\\u000Cb");
    }

    @Test
    void an_escaped_backslash_before_x_is_text() {
        assertThat(mended("a\\\\x0Cb", 16)).isEqualTo("a\\\\x0Cb");
    }

    @Test
    void after_an_escaped_backslash_the_next_escape_counts() {
        assertThat(mended("\\\\\\x1f", 16)).isEqualTo("\\\\\\u001f");
    }

    @Test
    void what_is_no_such_escape_is_left_alone() {
        assertThat(mended("\\n \\u2028 \\\" \\xZZ \\x1", 16)).isEqualTo("\\n \\u2028 \\\" \\xZZ \\x1");
    }

    /** Sizes of reads must not show. */
    @Property(tries = 500)
    void any_text_is_mended_alike_in_any_pieces(
            @ForAll("jsonish") String text, @ForAll @IntRange(min = 1, max = 7) int size) {
        assertThat(mended(text, size)).isEqualTo(reference(text));
    }

    @Provide
    Arbitrary<String> jsonish() {
        return Arbitraries.of("\\", "x", "0", "C", "n", "\"", "é")
                .list()
                .ofMaxSize(40)
                .map(l -> String.join("", l));
    }

    private static String reference(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\' || i + 1 == text.length()) {
                out.append(text.charAt(i));
            } else if (text.startsWith("x", i + 1)
                    && i + 4 <= text.length()
                    && text.substring(i + 2, i + 4).matches("[0-9A-Fa-f]{2}")) {
                out.append("\\u00").append(text, i + 2, i + 4);
                i += 3;
            } else if (text.startsWith("x", i + 1)) {
                int end = Math.min(text.length(), i + 4);
                out.append(text, i, end);
                i = end - 1;
            } else {
                out.append(text, i, i + 2);
                i++;
            }
        }
        return out.toString();
    }

    private static String mended(String text, int size) {
        StringBuilder out = new StringBuilder();
        char[] piece = new char[size];
        try (Reader reader = new ControlEscapes(new StringReader(text))) {
            for (int n = reader.read(piece, 0, size); n >= 0; n = reader.read(piece, 0, size)) {
                out.append(piece, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
