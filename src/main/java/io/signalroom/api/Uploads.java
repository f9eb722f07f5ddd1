package io.signalroom.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The files that are on their way to this node; one object a node. */
public final class Uploads {
    /** Files that arrive at once. */
    private static final int MOST = 4;

    /** Two that are read and eight that wait. */
    private static final int MOST_WAITING = 10;

    /** A little less than what the server lets a connection be silent for, which it would end without an answer. */
    private static final Duration STALLED = Duration.ofSeconds(28);

    private final Path folder;
    private final long maxBytes;
    private final Duration stalled;
    private final AtomicInteger running = new AtomicInteger();

    /**
     * None yet.
     *
     * @param folder is made when it is needed
     * @param maxBytes of one file
     */
    public Uploads(Path folder, long maxBytes) {
        this(folder, maxBytes, STALLED);
    }

    /** @param stalled for so long a file that is on its way may bring nothing */
    Uploads(Path folder, long maxBytes, Duration stalled) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.stalled = stalled;
    }

    Path folder() {
        return folder;
    }

    Duration stalled() {
        return stalled;
    }

    long maxBytes() {
        return maxBytes;
    }

    /**
     * Whether one more file may come.
     *
     * @param waiting files that are not read to their end
     */
    boolean room(long waiting) {
        return waiting + running.get() < MOST_WAITING;
    }

    /** False if as many come as may. */
    boolean begin() {
        if (running.incrementAndGet() > MOST) {
            running.decrementAndGet();
            return false;
        }
        return true;
    }

    void end() {
        running.decrementAndGet();
    }
}
