package io.signalroom.market.feed.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The lines of a kline file, one at a time, with their places. Of a longer line than any candle has, only the beginning is
 * kept, so that a file of something else costs no memory. For one thread.
 */
final class KlineLines implements Closeable {
    private static final int LONGEST = 1_000;

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private final byte[] line = new byte[LONGEST];
    private int chunkSize;
    private int chunkNext;
    private long chunkBegins;
    private int length;
    private long lineBegins;
    private long number;

    private KlineLines(InputStream in, long offset) {
        this.in = in;
        this.chunkBegins = offset;
    }

    /**
     * Opens a file.
     *
     * @param offset where to begin, a line's {@link #offset()}; 0 in a zipped file
     * @throws IOException if it cannot be read, or is a zip without a csv inside
     */
    @SuppressWarnings("resource") // closed by close()
    static KlineLines open(KlineFile file, long offset) throws IOException {
        if (!file.zipped()) {
            SeekableByteChannel channel = Files.newByteChannel(file.path());
            return new KlineLines(Channels.newInputStream(channel.position(offset)), offset);
        }
        ZipInputStream zip = new ZipInputStream(Files.newInputStream(file.path()));
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".csv")) {
                    return new KlineLines(zip, 0);
                }
            }
            throw new IOException("no csv file is in it");
        } catch (IOException | IllegalArgumentException e) { // the latter of a name that is no text
            zip.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Goes on to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        number++;
        lineBegins = chunkBegins + chunkNext;
        boolean any = false;
        while (fill()) {
            any = true;
            byte b = chunk[chunkNext++];
            if (b == '\n') {
                return true;
            }
            if (length < LONGEST) {
                line[length++] = b;
            }
        }
        return any;
    }

    private boolean fill() throws IOException {
        if (chunkNext < chunkSize) {
            return true;
        }
        chunkBegins += chunkSize;
        chunkNext = 0;
        chunkSize = Math.max(0, in.read(chunk));
        return chunkSize > 0;
    }

    /** The line without its end. */
    String text() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Where the line begins, in bytes of the text. */
    long offset() {
        return lineBegins;
    }

    /** Number of the line from the place of opening on, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
