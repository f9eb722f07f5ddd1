package io.signalroom.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list that is found by key, not by number: it neither repeats nor skips what is there.
 *
 * @param items in the order of the list
 * @param next the item behind which the next page begins, if there is one
 * @param prev the item before which the page before ends, if there is one
 */
public record KeysetPage<T>(List<T> items, Optional<T> next, Optional<T> prev) {
    public KeysetPage {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of what was read from a place on.
     *
     * @param found in the order it was read, one more than {@code limit} if there are more
     * @param placed whether it was read from a place inside the list, not from an end
     * @param backward whether it was read against the order of the list
     */
    public static <T> KeysetPage<T> cut(List<T> found, int limit, boolean placed, boolean backward) {
        boolean more = found.size() > limit;
        List<T> shown = new ArrayList<>(more ? found.subList(0, limit) : found);
        if (shown.isEmpty()) {
            return new KeysetPage<>(shown, Optional.empty(), Optional.empty());
        }
        if (backward) {
            Collections.reverse(shown);
        }
        boolean hasNext = backward || more;
        boolean hasPrev = backward ? more : placed;
        return new KeysetPage<>(
                shown,
                hasNext ? Optional.of(shown.get(shown.size() - 1)) : Optional.empty(),
                hasPrev ? Optional.of(shown.get(0)) : Optional.empty());
    }
}
