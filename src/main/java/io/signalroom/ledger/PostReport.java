package io.signalroom.ledger;

/**
 * What became of a batch.
 *
 * @param created posts not known before
 * @param changed later versions stored beside what was known
 * @param same posts known already, nothing stored
 * @param deleted deletions not known before
 */
public record PostReport(int created, int changed, int same, int deleted) {
    /** Nothing at all. */
    public static final PostReport NONE = new PostReport(0, 0, 0, 0);

    /** Rows that now wait for the parser. */
    public int stored() {
        return created + changed + deleted;
    }

    /** Both together. */
    public PostReport plus(PostReport other) {
        return new PostReport(
                created + other.created, changed + other.changed, same + other.same, deleted + other.deleted);
    }
}
