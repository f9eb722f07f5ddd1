package io.signalroom.telegram.export;

import java.io.Closeable;
import java.io.IOException;

/** Reads the posts of an export part by part. */
interface PostReader extends Closeable {
    /** Bytes of the file that was given. */
    long size() throws IOException;

    /** Up to {@code limit} messages, or null after the last. */
    ExportPart next(int limit) throws IOException;
}
