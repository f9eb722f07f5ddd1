package io.signalroom.parse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A labelled message.
 *
 * @param id unique in its file
 * @param text of the message
 * @param kind wire name of what it is
 * @param lang language code, {@code ?} if the label has none
 * @param expected what the message states; a field that is absent is not stated
 */
public record Corpus(String id, String text, String kind, String lang, JsonObject expected) {
    /** The rows of a file on the class path. */
    static List<Corpus> load(String resource) throws IOException {
        try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
            return rows(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * The rows of a file, one JSON object a line.
     *
     * @throws IOException if it can't be read
     */
    public static List<Corpus> read(Path file) throws IOException {
        return rows(Files.readString(file));
    }

    private static List<Corpus> rows(String lines) {
        return Stream.of(lines.split("\n"))
                .filter(line -> !line.isBlank())
                .map(JsonObject::new)
                .map(row -> new Corpus(
                        row.getString("id"),
                        row.getString("text"),
                        row.getString("kind"),
                        row.getString("lang", "?"),
                        row.getJsonObject("expected", new JsonObject())))
                .toList();
    }

    /** True if kind and core fields of a prediction are what the label says. */
    boolean exact(JsonObject read) {
        return Scoring.exact(this, read);
    }
}
