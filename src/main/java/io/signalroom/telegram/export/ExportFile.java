package io.signalroom.telegram.export;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A JSON export: its text, and how much of it is read. */
final class ExportFile implements Closeable {
    private static final int HEAD = 4;
    private final BufferedInputStream bytes;
    private final ExportProgress progress;
    private final Closeable owner;

    /** @param owner is closed with it */
    ExportFile(BufferedInputStream bytes, ExportProgress progress, Closeable owner) {
        this.bytes = bytes;
        this.progress = progress;
        this.owner = owner;
    }

    /** Its text; looks at the first bytes to tell how it is written. */
    Reader reader() throws IOException {
        bytes.mark(HEAD);
        byte[] head = bytes.readNBytes(HEAD);
        bytes.reset();
        Charset charset = StandardCharsets.UTF_8;
        if (FoundExport.starts(head, 0xFE, 0xFF) || FoundExport.starts(head, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16;
        } else if (FoundExport.starts(head, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
        }
        return new ControlEscapes(new InputStreamReader(bytes, charset));
    }

    /** Reads what is left of it and drops it; fails as an archive does that is damaged there. */
    void readOn() throws IOException {
        bytes.transferTo(OutputStream.nullOutputStream());
    }

    long size() {
        return progress.size();
    }

    long read() {
        return progress.read();
    }

    static DomainException refuse(String why) {
        return new DomainException(Failure.UNPROCESSABLE, "This file cannot be imported. " + why);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
        owner.close();
    }
}
