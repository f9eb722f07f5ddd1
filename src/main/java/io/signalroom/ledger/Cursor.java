package io.signalroom.ledger;

import io.signalroom.problem.FaultyRequestException;
import io.signalroom.signal.SignalId;

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
        return new PagePlace(backward, order + anchor).encode();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param sort the order of the list that the cursor is for
     * @throws FaultyRequestException if it is anything else, or of another order
     */
    public static Cursor decode(String text, SignalSort sort) {
        PagePlace place = PagePlace.decode(text);
        try {
            return sort.byResult()
                    ? ofResult(place.backward(), sort, place.key())
                    : new Cursor(place.backward(), sort, null, SignalId.parse(place.key()));
        } catch (IllegalArgumentException e) {
            throw PagePlace.foreign();
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
