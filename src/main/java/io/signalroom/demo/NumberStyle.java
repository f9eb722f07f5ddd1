package io.signalroom.demo;

/**
 * How a channel writes prices. A price is {@code units * 10^-scale}; the scale may be negative (prices in hundreds).
 */
enum NumberStyle {
    PLAIN,
    DOLLAR,
    TRAILING_DOLLAR,
    /** Decimal comma. */
    COMMA,
    /** {@code 67,250}. */
    THOUSANDS,
    /** {@code 62.5k}. */
    K,
    /** The units themselves: a price in BTC at scale 8 is written in satoshi. */
    SAT,
    PERSIAN(0x06F0),
    ARABIC(0x0660),
    BOLD(0x1D7CE),
    FULL_WIDTH(0xFF10);

    private final int zero;

    NumberStyle() {
        this('0');
    }

    NumberStyle(int zero) {
        this.zero = zero;
    }

    /** The scale at which a price is written with so many significant digits. */
    int scale(double price, int digits) {
        int magnitude = (int) Math.floor(Math.log10(price));
        int scale = digits - 1 - magnitude;
        if (this == COMMA && scale == 3 && magnitude >= 0) {
            return 2; // 27,905 would be read as thousands
        }
        if (this == K && magnitude >= 3) {
            return 2 - magnitude;
        }
        return scale;
    }

    void write(long units, int scale, StringBuilder out) {
        switch (this) {
            case DOLLAR -> decimal(units, scale, '.', out.append('$'));
            case TRAILING_DOLLAR -> {
                decimal(units, scale, '.', out);
                out.append('$');
            }
            case COMMA -> decimal(units, scale, ',', out);
            case SAT -> out.append(units);
            case THOUSANDS -> thousands(units, scale, out);
            case K -> thousandfold(units, scale, out);
            default -> digits(units, scale, out);
        }
    }

    /** {@code units * 10^-scale} in plain notation, trailing zeros kept. */
    static void decimal(long units, int scale, char point, StringBuilder out) {
        long whole = units;
        for (int i = scale; i < 0; i++) {
            whole *= 10;
        }
        int start = out.length();
        out.append(whole);
        if (scale > 0) {
            while (out.length() - start <= scale) {
                out.insert(start, '0');
            }
            out.insert(out.length() - scale, point);
        }
    }

    private static void thousands(long units, int scale, StringBuilder out) {
        int start = out.length();
        decimal(units, scale, '.', out);
        int whole = scale > 0 ? out.length() - scale - 1 : out.length();
        for (int i = whole - 3; i > start; i -= 3) {
            out.insert(i, ',');
        }
    }

    private static void thousandfold(long units, int scale, StringBuilder out) {
        if (scale >= 0) {
            decimal(units, scale, '.', out);
            return;
        }
        decimal(units, scale + 3, '.', out);
        if (scale + 3 > 0) {
            int end = out.length();
            while (out.charAt(end - 1) == '0') {
                end--;
            }
            out.setLength(out.charAt(end - 1) == '.' ? end - 1 : end);
        }
        out.append('k');
    }

    private void digits(long units, int scale, StringBuilder out) {
        int start = out.length();
        decimal(units, scale, '.', out);
        if (zero == '0') {
            return;
        }
        String plain = out.substring(start);
        out.setLength(start);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            out.appendCodePoint(c == '.' ? c : zero + (c - '0'));
        }
    }
}
