package io.signalroom.telegram.export;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were taken, and ends where there are more than there may be. */
final class CountedBytes extends FilterInputStream {
    private final long most;
    private final LongConsumer taken;
    private long count;

    /**
     * A stream.
     *
     * @param most bytes that may come
     * @param taken is told of those that were taken, a few or many at once
     */
    CountedBytes(InputStream in, long most, LongConsumer taken) {
        super(in);
        this.most = most;
        this.taken = taken;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int n = super.read(to, offset, length);
        count(Math.max(0, n));
        return n;
    }

    private void count(int bytes) {
        count += bytes;
        if (count > most) {
            throw ExportFile.refuse("What is packed in it grows without measure.");
        }
        taken.accept(bytes);
    }
}
