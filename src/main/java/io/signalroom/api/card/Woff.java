package io.signalroom.api.card;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes a font out of its web form (WOFF 1.0, https://www.w3.org/TR/WOFF/): the same tables, each compressed by zlib. For
 * fonts of our own dependencies; a broken one is an error of the build.
 */
final class Woff {
    private static final int SIGNATURE = 0x774F4646;
    private static final int HEAD = 44;
    private static final int WOFF_ENTRY = 20;
    private static final int SFNT_HEAD = 12;
    private static final int SFNT_ENTRY = 16;

    private Woff() {}

    /**
     * The font as TrueType or OpenType.
     *
     * @throws IllegalArgumentException if this is no WOFF 1.0 font
     */
    static byte[] toSfnt(byte[] woff) {
        ByteBuffer in = ByteBuffer.wrap(woff);
        if (woff.length < HEAD || in.getInt(0) != SIGNATURE) {
            throw new IllegalArgumentException("this is no WOFF font");
        }
        int tables = in.getShort(12);
        ByteBuffer out = ByteBuffer.allocate(in.getInt(16));
        out.putInt(in.getInt(4)).putShort((short) tables);
        searchHints(out, tables);
        int at = SFNT_HEAD + tables * SFNT_ENTRY;
        for (int i = 0; i < tables; i++) {
            at = table(in, HEAD + i * WOFF_ENTRY, out, SFNT_HEAD + i * SFNT_ENTRY, at);
        }
        return out.array();
    }

    private static void searchHints(ByteBuffer out, int tables) {
        int power = Integer.highestOneBit(Math.max(1, tables));
        out.putShort((short) (power * SFNT_ENTRY))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) ((tables - power) * SFNT_ENTRY));
    }

    /** Writes one table and its entry; gives where the next one begins. */
    private static int table(ByteBuffer in, int entry, ByteBuffer out, int place, int at) {
        int offset = in.getInt(entry + 4);
        int packed = in.getInt(entry + 8);
        int length = in.getInt(entry + 12);
        byte[] content = content(in.array(), offset, packed, length);
        out.putInt(place, in.getInt(entry)).putInt(place + 4, in.getInt(entry + 16));
        out.putInt(place + 8, at).putInt(place + 12, length);
        out.put(at, content);
        return at + (length + 3) / 4 * 4;
    }

    private static byte[] content(byte[] woff, int offset, int packed, int length) {
        byte[] content = new byte[length];
        if (packed == length) {
            System.arraycopy(woff, offset, content, 0, length);
            return content;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(woff, offset, packed);
            if (inflater.inflate(content) != length) {
                throw new IllegalArgumentException("a table of the font ends early");
            }
            return content;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a table of the font is broken", e);
        } finally {
            inflater.end();
        }
    }
}
