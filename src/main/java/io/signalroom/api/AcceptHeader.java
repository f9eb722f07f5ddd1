package io.signalroom.api;

import java.util.Locale;

/**
 * Reads an {@code Accept} header (RFC 9110, section 12.5.1): the most specific range that fits decides. What cannot be
 * read fits nothing; the router's own reader throws on some of it.
 */
final class AcceptHeader {
    private AcceptHeader() {}

    /** Whether the header leaves room for this media type, given in small letters. */
    static boolean takes(String header, String type) {
        return takes(header, type, type.substring(0, type.indexOf('/')) + "/*", "*/*");
    }

    /** Whether an {@code Accept-Encoding} header leaves room for this coding (RFC 9110, section 12.5.3). */
    static boolean takesCoding(String header, String coding) {
        return takes(header, coding, coding, "*");
    }

    private static boolean takes(String header, String exact, String family, String any) {
        int best = 0;
        boolean taken = false;
        for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String name = parts.length == 0 ? "" : parts[0].strip();
            int specificity = name.equals(exact) ? 3 : name.equals(family) ? 2 : name.equals(any) ? 1 : 0;
            if (specificity > best) {
                best = specificity;
                taken = !refused(parts);
            }
        }
        return taken;
    }

    /** A weight of nought, {@code q=0.000} at the longest. */
    private static boolean refused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return parameter.substring(2).strip().matches("0(\\.0{0,3})?");
            }
        }
        return false;
    }
}
