package io.signalroom.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param created posts not known before
 * @param changed later versions stored beside what was known
 * @param same posts known already, nothing stored
 * @param deleted deletions not known before
 * @param live when those of the created posts were posted that were heard as they were first said: witnessed and never edited
 */
public record PostReport(int created, int changed, int same, int deleted, List<Instant> live) {
    /** Nothing at all. */
    public static final PostReport NONE = new PostReport(0, 0, 0, 0);

    public PostReport {
        live = List.copyOf(live);
    }

    /** What brought no live post. */
    public PostReport(int created, int changed, int same, int deleted) {
        this(created, changed, same, deleted, List.of());
    }

    /** Rows that now wait for the parser. */
    public int stored() {
        return created + changed + deleted;
    }

    /** Both together. */
    public PostReport plus(PostReport other) {
        List<Instant> both = new ArrayList<>(live);
        both.addAll(other.live);
        return new PostReport(
                created + other.created, changed + other.changed, same + other.same, deleted + other.deleted, both);
    }
}
