package io.signalroom.telegram.export;

import io.signalroom.signal.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is read of an export, for tests that compare it with other sources. */
public final class ReadExport {
    private ReadExport() {}

    /** The posts of a {@code result.json}. */
    public static List<Post> posts(String json) {
        try {
            Path file = Files.createTempFile("result", ".json");
            try {
                Files.writeString(file, json);
                ImportOptions options = new ImportOptions(null, null, null, false, null, false);
                try (PostReader reader = FoundExport.in(file).reader(options, null)) {
                    return List.copyOf(reader.next(1_000).posts);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
