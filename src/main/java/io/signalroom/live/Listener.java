package io.signalroom.live;

/** A client of a live channel, for {@link Rechecks}. */
interface Listener {
    Seat seat();

    /** Its token has ended, or its key was revoked. */
    void refuse();
}
