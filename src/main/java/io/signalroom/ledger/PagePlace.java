package io.signalroom.ledger;

import io.signalroom.problem.FaultyRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of a list begins, as clients are told it: opaque to them.
 *
 * @param backward whether the page lies before that place
 * @param key of the item at the place, in a form of the list's own
 */
public record PagePlace(boolean backward, String key) {
    private static final String BACKWARD = "p";
    private static final String FORWARD = "n";

    /** The form for the URL. */
    public String encode() {
        String plain = (backward ? BACKWARD : FORWARD) + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encode} wrote; the key may still be another list's.
     *
     * @throws FaultyRequestException if it is anything else
     */
    public static PagePlace decode(String cursor) {
        String plain = plain(cursor);
        if (!plain.startsWith(BACKWARD) && !plain.startsWith(FORWARD)) {
            throw foreign();
        }
        return new PagePlace(plain.startsWith(BACKWARD), plain.substring(1));
    }

    private static String plain(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    /** For a place that is not one of the list that is asked for. */
    public static FaultyRequestException foreign() {
        return new FaultyRequestException(
                "/query/cursor", "This cursor is not one of this list. Start without it and follow the links.");
    }
}
