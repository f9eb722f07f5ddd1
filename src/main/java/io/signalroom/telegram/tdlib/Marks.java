package io.signalroom.telegram.tdlib;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Up to where each channel is stored without a hole, in a file beside the session. It is written after the posts are committed, so it
 * may lag and never leads; what is read again because of that is recognised. Without it the past is read once more.
 */
final class Marks {
    private final Path file;
    private final Map<String, Mark> marks = new TreeMap<>();
    private boolean changed;

    /**
     * How far one channel has got.
     *
     * @param channelId bare
     * @param upTo all posts up to this message are stored
     * @param at when that was posted
     */
    record Mark(long channelId, long upTo, Instant at) {}

    private Marks(Path file) {
        this.file = file;
    }

    /** The marks of a session; none if the file is not there or cannot be read. Blocks. */
    static Marks load(Path folder) {
        Marks marks = new Marks(folder.resolve("marks.json"));
        try {
            JsonObject written = new JsonObject(Files.readString(marks.file));
            written.fieldNames().forEach(name -> {
                JsonObject mark = Td.object(written, name);
                Instant at = Instant.ofEpochSecond(Td.number(mark, "at"));
                marks.marks.put(name, new Mark(Td.number(mark, "channel"), Td.number(mark, "upTo"), at));
            });
        } catch (IOException | DecodeException | ClassCastException | IllegalArgumentException e) {
            marks.marks.clear();
        }
        return marks;
    }

    Optional<Mark> of(String name) {
        return Optional.ofNullable(marks.get(name));
    }

    /** Moves the mark of a channel, which never goes back. */
    void move(String name, Mark mark) {
        Mark before = marks.get(name);
        if (before == null || before.channelId() != mark.channelId() || before.upTo() < mark.upTo()) {
            marks.put(name, mark);
            changed = true;
        }
    }

    /** What is to be written; empty if all is. */
    Optional<String> unwritten() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        JsonObject all = new JsonObject();
        marks.forEach((name, mark) -> all.put(
                name,
                new JsonObject()
                        .put("channel", mark.channelId())
                        .put("upTo", mark.upTo())
                        .put("at", mark.at().getEpochSecond())));
        return Optional.of(all.encode());
    }

    /** Writes it; blocks. */
    void write(String text) throws IOException {
        Path draft = file.resolveSibling("marks.draft");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
