package io.signalroom.ledger.witness;

import java.util.Map;

/** One walk along one chain: pure. After the first link that is wrong nothing more is looked at. */
final class Steps {
    private final long channelId;
    private final Map<Long, Hash> removed;
    private long no;
    private Hash hash = Hash.NONE;
    private long good;
    private String broken;

    /**
     * A walk that stands before the first link.
     *
     * @param removed hashes of the links that undos took away, by their numbers
     */
    Steps(long channelId, Map<Long, Hash> removed) {
        this.channelId = channelId;
        this.removed = removed;
    }

    /** The next stored link, in the order of the numbers. */
    void next(long nextNo, Hash stored, Link link) {
        if (broken != null) {
            return;
        }
        passRemoved(nextNo);
        if (broken != null) {
            return;
        }
        if (nextNo != no + 1) {
            broken = "link " + nextNo + ", " + words(link) + ", is there twice";
        } else if (!link.hash(hash, nextNo).equals(stored)) {
            broken = "link " + nextNo + ", " + words(link) + ", is not what was stored";
        } else {
            step(stored);
        }
    }

    /** A link whose hash or times are none. */
    void unreadable(long linkNo) {
        broken = broken == null ? "link " + linkNo + " cannot be read" : broken;
    }

    /** The end of the chain as the channel has it, null if the channel is not there. */
    void end(Chain.Place end) {
        if (broken != null) {
            return;
        }
        if (end == null) {
            broken = "the channel itself is gone";
            return;
        }
        passRemoved(end.no() + 1);
        if (broken == null && (no != end.no() || !hash.equals(end.hash()))) {
            broken = "the chain ends at link " + no + ", the channel says " + end.no();
        }
    }

    /** Links that undos took away: their hashes are kept. */
    private void passRemoved(long until) {
        while (no + 1 < until) {
            Hash gone = removed.get(no + 1);
            if (gone == null) {
                broken = "link " + (no + 1) + " is missing";
                return;
            }
            step(gone);
        }
    }

    private void step(Hash next) {
        no++;
        hash = next;
        good++;
    }

    private static String words(Link link) {
        String post = "post " + link.messageId();
        if (link instanceof Link.Version version) {
            return "version " + version.revision() + " of " + post;
        }
        return (link instanceof Link.Deletion ? "the deletion of " : "a removal of ") + post;
    }

    /** How many links hold. */
    long good() {
        return good;
    }

    /** What is wrong, null if nothing is. */
    String broken() {
        return broken == null ? null : "channel " + channelId + ": " + broken;
    }
}
