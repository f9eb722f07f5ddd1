package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
    private static final String PUBLIC = "/corpus/public.jsonl";

    @TempDir
    private static Path dir;

    private static List<Corpus> corpus;
    private static final Map<String, JsonObject> READ = new HashMap<>();
    private static ParseCorpus.Summary summary;

    @BeforeAll
    static void parse_the_corpus_through_the_command() throws IOException, URISyntaxException {
        corpus = Corpus.load(PUBLIC);
        Path out = dir.resolve("predictions.jsonl");
        summary = ParseCorpus.run(Path.of(CorpusTest.class.getResource(PUBLIC).toURI()), out);
        for (String line : Files.readAllLines(out)) {
            JsonObject row = new JsonObject(line);
            READ.put(row.getString("id"), row);
        }
    }

    @Test
    void every_line_is_answered_once() {
        assertThat(summary.messages()).isEqualTo(corpus.size());
        assertThat(READ).hasSameSizeAs(corpus);
    }

    @Test
    void no_noise_is_taken_for_a_signal() {
        assertThat(corpus.stream().filter(row -> row.kind().equals("noise")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(READ.get(row.id()).getString("kind"))
                        .as(row.id())
                        .isEqualTo("noise"));
    }

    /** Floors are what was reached; they may only rise. */
    @ParameterizedTest
    @CsvSource({"trade_signal, 74", "signal_update, 22", "token_launch, 14", "listing, 9", "pump_alert, 9"})
    void whole_messages_are_read_exactly(String kind, int floor) {
        List<Corpus> rows =
                corpus.stream().filter(row -> row.kind().equals(kind)).toList();
        List<String> wrong = rows.stream()
                .filter(row -> !row.exact(READ.get(row.id())))
                .map(Corpus::id)
                .toList();
        assertThat(rows.size() - wrong.size()).as("wrong: %s", wrong).isGreaterThanOrEqualTo(floor);
    }

    @Test
    void the_second_signal_of_a_post_is_read_as_well() {
        Corpus several = corpus.stream()
                .filter(row -> row.expected().containsKey("expectedAll"))
                .findFirst()
                .orElseThrow();
        assertThat(READ.get(several.id()).getJsonArray("all").getJsonObject(1).getString("symbol"))
                .isEqualTo("REQ");
    }
}
