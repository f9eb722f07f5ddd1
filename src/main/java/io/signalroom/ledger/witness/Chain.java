package io.signalroom.ledger.witness;

/** The end of one channel's chain, which grows while the channel's row is locked. */
public final class Chain {
    private long no;
    private Hash hash;

    /**
     * A chain as it is stored.
     *
     * @param no links so far
     * @param hash of the last, {@link Hash#NONE} if there is none
     */
    public Chain(long no, Hash hash) {
        this.no = no;
        this.hash = hash;
    }

    /** A place in a chain. */
    public record Place(long no, Hash hash) {}

    /** Adds a link. */
    public Place add(Link link) {
        no++;
        hash = link.hash(hash, no);
        return end();
    }

    /** Where it ends now. */
    public Place end() {
        return new Place(no, hash);
    }
}
