package io.signalroom.telegram.export;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens an export: finds {@code result.json} in a folder, refuses what is something else, and counts what is read. */
final class ExportFile {
    private static final String NAME = "result.json";
    private static final int HEAD = 4;
    private final Path path;
    private final Counting bytes;

    private ExportFile(Path path, Counting bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Opens it.
     *
     * @throws DomainException if it is no JSON export, saying what it is instead
     */
    static ExportFile open(Path given) throws IOException {
        Path path = Files.isDirectory(given) ? given.resolve(NAME) : given;
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new DomainException(
                    Failure.NOT_FOUND,
                    "There is no readable file " + path + ". Give the " + NAME + " of a Telegram Desktop export.");
        }
        if (Files.size(path) == 0) {
            throw new DomainException(Failure.UNPROCESSABLE, "The file is empty.");
        }
        return new ExportFile(path, new Counting(new BufferedInputStream(Files.newInputStream(path), 1 << 16)));
    }

    /** Its text; looks at the first bytes to tell what it is. */
    Reader reader() throws IOException {
        byte[] head = bytes.peek();
        Charset charset = StandardCharsets.UTF_8;
        if (starts(head, 0xFE, 0xFF) || starts(head, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16;
        } else if (starts(head, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
        } else if (starts(head, 'P', 'K')) {
            throw refuse("It is a zip archive: unpack it and give the " + NAME + " in it.");
        } else if (starts(head, '<')) {
            throw refuse("It is an HTML export: export again in Telegram Desktop and choose the format JSON.");
        }
        return new ControlEscapes(new InputStreamReader(bytes, charset));
    }

    long size() throws IOException {
        return Files.size(path);
    }

    long read() {
        return bytes.count;
    }

    static DomainException refuse(String why) {
        return new DomainException(Failure.UNPROCESSABLE, "This file cannot be imported. " + why);
    }

    private static boolean starts(byte[] head, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Counts the bytes that were taken. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        /** The first bytes, which are read again. */
        byte[] peek() throws IOException {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            return head;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int n = super.read(to, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
