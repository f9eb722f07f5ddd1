package io.signalroom.telegram.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/** What an archive holds; ends with a fault if that is not what was packed. */
final class WholeBytes extends CheckedInputStream {
    private final long sum;

    /**
     * A stream.
     *
     * @param sum the CRC-32 of what was packed; -1 if the archive does not tell it
     */
    WholeBytes(InputStream in, long sum) {
        super(in, new CRC32());
        this.sum = sum;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        check(b);
        return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int n = super.read(to, offset, length);
        check(n);
        return n;
    }

    private void check(int read) throws ZipException {
        if (read < 0 && sum >= 0 && getChecksum().getValue() != sum) {
            throw new ZipException("it does not hold what was packed");
        }
    }
}
