package io.signalroom.parse.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.signalroom.parse.text.Normaliser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final Vocabulary VOCABULARY = Vocabulary.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop = sl,, stop loss",
                "stop = sl, \u200B",
                "stop =",
                "stop",
                "stop = *",
                "stop = st*p",
                "stopp = sl",
                "= sl",
                "asset = bitcoin",
                "asset BTC = bitcoin,",
                "homograph"
            })
    void a_malformed_line_is_named_with_its_file_and_number(String line) {
        assertThatIllegalStateException()
                .isThrownBy(() -> VOCABULARY.row(line, "lang/en.txt:7"))
                .withMessageStartingWith("lang/en.txt:7: ");
    }

    @Test
    void the_longest_phrase_counts() {
        Match match = VOCABULARY.match(Normaliser.normalise("Stop-Loss: 59"), 0);
        assertThat(match.end()).isEqualTo(9);
        assertThat(match.term().role()).isEqualTo(Role.STOP);
    }

    @Test
    void doubled_letters_change_no_meaning() {
        assertThat(VOCABULARY.stretched("longgg").value()).isEqualTo("LONG");
        assertThat(VOCABULARY.stretched("long")).isNull();
    }

    static Stream<Path> languages() throws IOException, URISyntaxException {
        Path folder = Path.of(VocabularyTest.class.getResource("/parse/lang").toURI());
        return Files.list(folder).sorted();
    }

    /** The second would be dead: of equal forms the first keeps its meaning. */
    @ParameterizedTest
    @MethodSource("languages")
    void no_form_stands_twice_in_a_language(Path file) throws IOException {
        List<String> forms = Files.readAllLines(file).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .flatMap(line ->
                        Arrays.stream(line.substring(line.indexOf('=') + 1).split(",")))
                .map(form -> form.strip().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(forms).isNotEmpty().doesNotHaveDuplicates();
    }
}
