package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the fuzzer's targets on what it found and on what it starts from; `mvn -Pfuzz test` looks for more. */
class FuzzFindingsTest {
    private static final Map<FuzzTarget, String> FOLDERS = Map.of(
            FuzzTarget.ANY_TEXT, "AnyTextFuzzTestInputs/fuzz",
            FuzzTarget.ANSWER, "AnswerFuzzTestInputs/fuzz",
            FuzzTarget.INVISIBLE, "InvisibleFuzzTestInputs/fuzz");

    static Stream<Arguments> findings() {
        return FOLDERS.entrySet().stream()
                .flatMap(folder -> files(folder.getValue()).stream()
                        .map(file ->
                                Arguments.of(folder.getKey(), file.getFileName().toString(), file)));
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(FuzzFindingsTest.class.getResource(folder).toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("findings")
    void what_was_found_once_stays_repaired(FuzzTarget target, String name, Path file) throws IOException {
        target.run(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void the_labelled_messages_keep_every_promise(FuzzTarget target) {
        target.seeds().forEach(target::run);
    }

    static FuzzTarget[] targets() {
        return FuzzTarget.values();
    }

    @Test
    void bytes_that_are_no_text_stand_for_halves_of_pairs() {
        assertThat(FuzzTarget.text("TP ✅ 🚀".getBytes(StandardCharsets.UTF_8))).isEqualTo("TP ✅ 🚀");
        assertThat(FuzzTarget.text(new byte[] {'a', (byte) 0x80, 'b'})).isEqualTo("a\uD880b");
        assertThat(FuzzTarget.text(new byte[] {(byte) 0xFF, 'b'})).isEqualTo("\uDCFFb");
        assertThat(FuzzTarget.text(new byte[] {'a', (byte) 0xE2, (byte) 0x9C})).hasSize(3);
    }
}
