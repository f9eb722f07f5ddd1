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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two labelled corpora: the public one, and posts written here after the parser, in layouts and languages it lacks. */
class CorpusTest {
    private static final String PUBLIC = "/corpus/public.jsonl";
    private static final String OWN = "/corpus/own.jsonl";

    @TempDir
    private Path dir;

    private Map<String, JsonObject> read(String corpus) throws IOException, URISyntaxException {
        Path out = dir.resolve("predictions.jsonl");
        ParseCorpus.run(Path.of(CorpusTest.class.getResource(corpus).toURI()), out);
        Map<String, JsonObject> read = new HashMap<>();
        for (String line : Files.readAllLines(out)) {
            JsonObject row = new JsonObject(line);
            read.put(row.getString("id"), row);
        }
        return read;
    }

    @Test
    void every_line_is_answered_once() throws Exception {
        assertThat(read(PUBLIC)).hasSameSizeAs(Corpus.load(PUBLIC));
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, OWN})
    void no_noise_is_taken_for_a_signal(String corpus) throws Exception {
        Map<String, JsonObject> read = read(corpus);
        assertThat(Corpus.load(corpus).stream().filter(row -> row.kind().equals("noise")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(read.get(row.id()).getString("kind"))
                        .as(row.text())
                        .isEqualTo("noise"));
    }

    /** Floors are what was reached; they may only rise. */
    @ParameterizedTest
    @CsvSource({
        "/corpus/public.jsonl, trade_signal, 74",
        "/corpus/public.jsonl, signal_update, 22",
        "/corpus/public.jsonl, token_launch, 14",
        "/corpus/public.jsonl, listing, 9",
        "/corpus/public.jsonl, pump_alert, 9",
        "/corpus/own.jsonl, trade_signal, 110",
        "/corpus/own.jsonl, signal_update, 59",
        "/corpus/own.jsonl, token_launch, 15",
        "/corpus/own.jsonl, listing, 20",
        "/corpus/own.jsonl, pump_alert, 18"
    })
    void whole_messages_are_read_exactly(String corpus, String kind, int floor) throws Exception {
        Map<String, JsonObject> read = read(corpus);
        List<Corpus> rows = Corpus.load(corpus).stream()
                .filter(row -> row.kind().equals(kind))
                .toList();
        List<String> wrong = rows.stream()
                .filter(row -> !row.exact(read.get(row.id())))
                .map(row -> row.id() + " " + read.get(row.id()))
                .toList();
        assertThat(rows.size() - wrong.size()).as("wrong: %s", wrong).isGreaterThanOrEqualTo(floor);
    }

    @Test
    void the_second_signal_of_a_post_is_read_as_well() throws Exception {
        Corpus several = Corpus.load(PUBLIC).stream()
                .filter(row -> row.expected().containsKey("expectedAll"))
                .findFirst()
                .orElseThrow();
        assertThat(read(PUBLIC)
                        .get(several.id())
                        .getJsonArray("all")
                        .getJsonObject(1)
                        .getString("symbol"))
                .isEqualTo("REQ");
    }
}
