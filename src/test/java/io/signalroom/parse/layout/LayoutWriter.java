package io.signalroom.parse.layout;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes generated calls as a corpus file: {@code LayoutWriter FILE COUNT [FIRST_SEED]}. */
public final class LayoutWriter {
    private LayoutWriter() {}

    /** @param args file to write, how many rows, first seed (0 if left out) */
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[1]);
        long first = args.length > 2 ? Long.parseLong(args[2]) : 0;
        write(Path.of(args[0]), count, first);
    }

    /**
     * Writes {@code count} rows, one a line, from seed {@code first} on.
     *
     * @throws IOException if the file can't be written
     */
    public static void write(Path file, int count, long first) throws IOException {
        Generator generator = new Generator();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (long seed = first; seed < first + count; seed++) {
                out.write(generator.post(seed).row().encode());
                out.write('\n');
            }
        }
    }
}
