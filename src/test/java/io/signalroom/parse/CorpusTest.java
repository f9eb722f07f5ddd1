package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The labelled posts under {@code /corpus}, whose README says what each file is. Floors are what was reached; they may only
 * rise. Of the blind files a failure tells numbers only, never a post.
 */
class CorpusTest {
    private static final String PUBLIC = "/corpus/public.jsonl";
    private static final String OWN = "/corpus/own.jsonl";
    private static final String SEEN = "/corpus/seen.jsonl";
    private static final String BLIND = "/corpus/blind.jsonl";
    private static final String SAMPLE = "/corpus/blind-sample.jsonl";
    private static final Map<String, Map<String, JsonObject>> READ = new HashMap<>();

    @TempDir
    private static Path dir;

    private static Map<String, JsonObject> read(String corpus) throws IOException, URISyntaxException {
        if (!READ.containsKey(corpus)) {
            Path out = dir.resolve("predictions.jsonl");
            ParseCorpus.run(Path.of(CorpusTest.class.getResource(corpus).toURI()), out);
            Map<String, JsonObject> read = new HashMap<>();
            for (String line : Files.readAllLines(out)) {
                JsonObject row = new JsonObject(line);
                read.put(row.getString("id"), row);
            }
            READ.put(corpus, read);
        }
        return READ.get(corpus);
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, OWN, SEEN, BLIND, SAMPLE})
    void every_line_is_answered_once(String corpus) throws Exception {
        assertThat(read(corpus).size()).isEqualTo(Corpus.load(corpus).size());
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

    @ParameterizedTest
    @CsvSource({
        "/corpus/public.jsonl, trade_signal, 74",
        "/corpus/public.jsonl, signal_update, 22",
        "/corpus/public.jsonl, token_launch, 14",
        "/corpus/public.jsonl, listing, 9",
        "/corpus/public.jsonl, pump_alert, 9",
        "/corpus/own.jsonl, trade_signal, 153",
        "/corpus/own.jsonl, signal_update, 87",
        "/corpus/own.jsonl, token_launch, 16",
        "/corpus/own.jsonl, listing, 27",
        "/corpus/own.jsonl, pump_alert, 26"
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

    /**
     * Columns: the share of posts labelled as a kind that are read exactly (noise: left alone), and the share of posts read
     * as a kind that are of it.
     */
    @ParameterizedTest
    @CsvSource({
        "/corpus/seen.jsonl, trade_signal, 0.982, 0.996",
        "/corpus/seen.jsonl, signal_update, 0.901, 0.994",
        "/corpus/seen.jsonl, token_launch, 0.983, 0.995",
        "/corpus/seen.jsonl, listing, 0.966, 1.000",
        "/corpus/seen.jsonl, pump_alert, 0.855, 1.000",
        "/corpus/seen.jsonl, noise, 0.998, 0.905",
        "/corpus/blind.jsonl, trade_signal, 0.856, 0.988",
        "/corpus/blind.jsonl, signal_update, 0.815, 0.964",
        "/corpus/blind.jsonl, token_launch, 0.914, 0.942",
        "/corpus/blind.jsonl, listing, 0.916, 0.956",
        "/corpus/blind.jsonl, pump_alert, 0.640, 1.000",
        "/corpus/blind.jsonl, noise, 0.970, 0.841",
        "/corpus/blind-sample.jsonl, trade_signal, 0.953, 0.988",
        "/corpus/blind-sample.jsonl, signal_update, 0.818, 0.952",
        "/corpus/blind-sample.jsonl, token_launch, 1.000, 1.000",
        "/corpus/blind-sample.jsonl, listing, 1.000, 1.000",
        "/corpus/blind-sample.jsonl, pump_alert, 0.882, 1.000",
        "/corpus/blind-sample.jsonl, noise, 1.000, 0.933"
    })
    void this_share_is_read_exactly_and_rightly(String corpus, String kind, double exact, double precise)
            throws Exception {
        Tally tally = new Tally();
        for (Corpus row : Corpus.load(corpus)) {
            tally.add(row, read(corpus).get(row.id()));
        }
        double share =
                kind.equals("noise") ? tally.recall(kind) : tally.whole(kind).share();
        assertThat(share).as("exact").isGreaterThanOrEqualTo(exact);
        assertThat(tally.precision(kind)).as("precision").isGreaterThanOrEqualTo(precise);
    }

    @Test
    void no_blind_post_is_in_a_file_that_the_work_or_the_training_saw() throws Exception {
        Set<String> blind = texts(BLIND);
        blind.addAll(texts(SAMPLE));
        int shared = 0;
        for (String corpus : List.of(PUBLIC, OWN, SEEN, "/corpus/generated.jsonl", "/corpus/demo.jsonl")) {
            Set<String> texts = new HashSet<>(texts(corpus));
            texts.retainAll(blind);
            shared += texts.size();
        }
        assertThat(shared).isZero();
    }

    private static Set<String> texts(String corpus) throws IOException {
        return Corpus.load(corpus).stream()
                .map(row -> String.join(" ", row.text().strip().split("\\s+")))
                .collect(Collectors.toSet());
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
