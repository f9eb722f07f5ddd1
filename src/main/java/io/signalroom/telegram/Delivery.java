package io.signalroom.telegram;

import io.signalroom.ledger.PostBatch;
import java.util.List;
import java.util.Optional;

/**
 * What a source hands over at once. It is stored in one transaction, and only then the source may tell the other side that
 * it has it.
 *
 * @param batch posts, edits and deletions in their order
 * @param rejected posts that cannot be stored as they came
 * @param ignored things that are no posts, or too broken to tell
 * @param nextOffset where the source goes on after this delivery, or null if it has no such number
 * @param gap a time that was missed, or null
 */
public record Delivery(PostBatch batch, List<Rejected> rejected, int ignored, Long nextOffset, Gap gap) {
    public Delivery {
        rejected = List.copyOf(rejected);
    }

    /** Posts and nothing else. */
    public static Delivery of(PostBatch batch) {
        return new Delivery(batch, List.of(), 0, null, null);
    }

    /** The time that was missed, if any. */
    public Optional<Gap> missed() {
        return Optional.ofNullable(gap);
    }

    boolean isEmpty() {
        return batch.channels().isEmpty()
                && batch.posts().isEmpty()
                && batch.deletions().isEmpty()
                && rejected.isEmpty()
                && nextOffset == null
                && gap == null;
    }
}
