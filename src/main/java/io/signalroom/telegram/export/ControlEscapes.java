package io.signalroom.telegram.export;

import java.io.IOException;
import java.io.Reader;

/**
 * Mends the one thing in Telegram Desktop's exports that is not JSON: control characters, which it writes as {@code \x0C}.
 * They become {@code \u000C}. A backslash that is itself escaped ({@code \\x0C}) is text and stays, so pairs are read from
 * left to right and never searched for.
 */
final class ControlEscapes extends Reader {
    private final Reader in;
    private final char[] buffer = new char[1 << 14];
    private int position;
    private int filled;
    private String pending = "";
    private int given;

    ControlEscapes(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] out, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            if (given < pending.length()) {
                out[offset + n++] = pending.charAt(given++);
                continue;
            }
            if (n > 0 && position == filled) {
                break;
            }
            int c = next();
            if (c < 0) {
                break;
            }
            if (c == '\\') {
                pending = escape();
                given = 0;
            } else {
                out[offset + n++] = (char) c;
            }
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    /** What stands for the escape whose backslash was just read. */
    private String escape() throws IOException {
        int kind = next();
        if (kind < 0) {
            return "\\";
        }
        if (kind != 'x') {
            return "\\" + (char) kind;
        }
        StringBuilder digits = new StringBuilder(2);
        while (digits.length() < 2) {
            int digit = next();
            if (digit < 0) {
                return "\\x" + digits;
            }
            digits.append((char) digit);
        }
        return digits.chars().allMatch(ControlEscapes::hex) ? "\\u00" + digits : "\\x" + digits;
    }

    private static boolean hex(int c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private int next() throws IOException {
        if (position == filled) {
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            position = 0;
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[position++];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
