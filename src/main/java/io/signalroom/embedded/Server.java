package io.signalroom.embedded;

/** What {@link Supervised} needs to know of a server. */
interface Server {
    String name();

    /** Clears what an earlier run left in the way; may take seconds. */
    void prepare();

    /** Starts the process and does not wait for it. */
    ChildProcess spawn();

    /** @throws EmbeddedStartException if it ends, or takes too long, before it answers */
    void awaitReady(ChildProcess child);

    /** Whether a start that failed with this log may succeed if tried again; if the port was taken, picks another. */
    boolean mayTryAgain(ServerLog log);
}
