package io.signalroom.parse.layout;

import java.util.List;

/**
 * One labelled statement of a post.
 *
 * @param role what it states: header, coin, side, exchange, timeframe, leverage, entry, target, stop or note
 * @param label its name; empty for none
 * @param value what stands behind the label; empty if all is in the rows
 * @param rows lines below the label
 * @param bullet true if a sign of the post's own may stand before it
 */
record Field(String role, String label, String value, List<String> rows, boolean bullet) {
    static Field of(String role, String label, String value) {
        return new Field(role, label, value, List.of(), true);
    }

    static Field bare(String role, String value) {
        return new Field(role, "", value, List.of(), false);
    }

    static Field rows(String role, String label, List<String> rows) {
        return new Field(role, label, "", rows, true);
    }
}
