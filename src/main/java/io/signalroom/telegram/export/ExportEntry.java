package io.signalroom.telegram.export;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of an export, or one that is packed in an archive.
 *
 * @param size bytes that it says it has
 * @param most bytes that are read of it before it is refused
 * @param bytes opens it
 */
record ExportEntry(long size, long most, Opener bytes) {
    /** Opens a stream. */
    interface Opener {
        InputStream open() throws IOException;
    }

    InputStream open(ExportProgress progress) throws IOException {
        return new CountedBytes(bytes.open(), most, progress::took);
    }
}
