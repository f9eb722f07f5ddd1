package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.signalroom.parse.vocab.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the README beside the vocabulary says of new languages and layouts: lines of data are enough. A folder in front of
 * the class path stands for the changed files.
 */
class ExtendingTest {
    private static final String README = "README.md";
    private static final String DUTCH = """
            entry = instap, instapzone
            target = doel, doelen
            stop = verliesgrens
            leverage = hefboom
            side BUY = koop, kopen
            side SELL = verkoop, verkopen
            all = alle
            hit = bereikt, geraakt
            stopped = uitgestopt
            filler = tot, tussen
            bait TALK = marktanalyse
            """;
    private static final String DUTCH_CALL =
            "SOL/USDT kopen\nInstap: 182 tot 184,50\nDoelen: 191,50 - 197\nVerliesgrens: 176,90\nHefboom: 5x";
    private static final String LABELS = """
            entry = ingress
            target = egress
            stop = floor line
            """;
    private static final String LAYOUT_CALL =
            "floor line 191.5 | egress 184.5 / 182 / 177 | ingress 188 | short | $SOL";

    @TempDir
    private Path dir;

    private Path parse;

    @BeforeEach
    void folder() throws IOException {
        parse = Files.createDirectories(dir.resolve("changed/parse/lang")).getParent();
    }

    @Test
    void a_language_is_a_file_of_words_and_a_line_in_the_list() throws Exception {
        assertThat(read("SOL: doel 2 bereikt").getString("kind")).isEqualTo("noise");
        Files.writeString(parse.resolve("languages.txt"), resource("languages.txt") + "nl Dutch, decimal comma\n");
        Files.writeString(parse.resolve("lang/nl.txt"), DUTCH);
        JsonObject call = read(DUTCH_CALL);
        assertThat(call.getString("kind")).isEqualTo("trade_signal");
        assertThat(call.getString("side")).isEqualTo("BUY");
        assertThat(call.getJsonArray("entries")).isEqualTo(new JsonArray("[182, 184.50]"));
        assertThat(call.getJsonArray("targets")).isEqualTo(new JsonArray("[191.50, 197]"));
        assertThat(call.getDouble("stopLoss")).isEqualTo(176.9);
        assertThat(call.getInteger("leverage")).isEqualTo(5);
        JsonObject update = read("SOL: doel 2 bereikt");
        assertThat(update.getString("event")).isEqualTo("TARGET_HIT");
        assertThat(update.getInteger("targetIndex")).isEqualTo(2);
        assertThat(read("SOL: alle doelen bereikt").getString("event")).isEqualTo("ALL_TARGETS_HIT");
    }

    @Test
    void a_layout_of_known_labels_needs_nothing() throws Exception {
        JsonObject call = read("SL 191.5 | TP 184.5 / 182 / 177 | Entry 188 | short | $SOL");
        assertThat(call.getJsonArray("entries")).isEqualTo(new JsonArray("[188]"));
        assertThat(call.getJsonArray("targets")).isEqualTo(new JsonArray("[184.5, 182, 177]"));
        assertThat(call.getDouble("stopLoss")).isEqualTo(191.5);
    }

    @Test
    void an_unknown_label_is_one_more_form_of_its_role() throws Exception {
        Files.writeString(parse.resolve("lang/en.txt"), resource("lang/en.txt") + LABELS);
        JsonObject call = read(LAYOUT_CALL);
        assertThat(call.getString("side")).isEqualTo("SHORT");
        assertThat(call.getJsonArray("entries")).isEqualTo(new JsonArray("[188]"));
        assertThat(call.getJsonArray("targets")).isEqualTo(new JsonArray("[184.5, 182, 177]"));
        assertThat(call.getDouble("stopLoss")).isEqualTo(191.5);
    }

    @Test
    void the_readme_shows_these_lines() throws Exception {
        assertThat(resource(README)).contains(DUTCH, LABELS);
    }

    @ParameterizedTest
    @EnumSource
    void the_readme_explains_every_role(Role role) throws Exception {
        assertThat(resource(README)).contains('`' + role.name().toLowerCase(Locale.ROOT) + '`');
    }

    /** Reads a post with a parser of its own, which looks for its files in the folder first. */
    private JsonObject read(String text) throws Exception {
        Path corpus = dir.resolve("post.jsonl");
        Path out = dir.resolve("reading.jsonl");
        Files.writeString(
                corpus, new JsonObject().put("id", "1").put("text", text).encode());
        URL[] path = {dir.resolve("changed").toUri().toURL(), home(SignalParser.class), home(JsonFactory.class)};
        try (var own = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            own.loadClass(ParseCorpus.class.getName())
                    .getMethod("run", Path.class, Path.class)
                    .invoke(null, corpus, out);
        }
        return new JsonObject(Files.readAllLines(out).stream().collect(Collectors.joining()));
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SignalParser.class.getResourceAsStream("/parse/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
