package io.signalroom.ledger;

import io.signalroom.problem.FaultyRequestException;
import io.signalroom.signal.SignalId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A keyset cursor: the signal next to which a page begins, and on which side. Opaque to clients.
 *
 * @param backward true for the page before {@code anchor}
 * @param sort the order of the list; a cursor of one order of posts serves the other too
 * @param value what the order of results is by, of {@code anchor} when its page was read; null for an order of posts
 * @param anchor the first or last signal of the page the reader has
 */
public record Cursor(boolean backward, SignalSort sort, Double value, SignalId anchor) {
    private static final char END = ':';

    static Cursor at(StoredSignal signal, SignalSort sort, boolean backward) {
        return new Cursor(backward, sort, sort.value(signal), signal.id());
    }

    /** The form for the URL. */
    public String encode() {
        String order = sort.byResult() ? sort.wire() + END + value + END : "";
        String plain = (backward ? "p" : "n") + order + anchor;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param sort the order of the list that the cursor is for
     * @throws FaultyRequestException if it is anything else, or of another order
     */
    public static Cursor decode(String text, SignalSort sort) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (!plain.startsWith("p") && !plain.startsWith("n")) {
                throw new IllegalArgumentException("cursor");
            }
            boolean backward = plain.charAt(0) == 'p';
            String place = plain.substring(1);
            return sort.byResult()
                    ? ofResult(backward, sort, place)
                    : new Cursor(backward, sort, null, SignalId.parse(place));
        } catch (IllegalArgumentException e) {
            throw new FaultyRequestException(
                    "/query/cursor", "This cursor is not one of ours. Start without it and follow the links.");
        }
    }

    private static Cursor ofResult(boolean backward, SignalSort sort, String place) {
        String order = sort.wire() + END;
        int end = place.lastIndexOf(END);
        if (!place.startsWith(order) || end < order.length()) {
            throw new IllegalArgumentException("cursor of another order");
        }
        double value = Double.parseDouble(place.substring(order.length(), end));
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("cursor");
        }
        return new Cursor(backward, sort, value, SignalId.parse(place.substring(end + 1)));
    }
}
