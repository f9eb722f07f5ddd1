package io.signalroom.live;

import java.util.Locale;

/** What can be wrong with a frame of the bridge; the words are those of Vert.x' own bridge, which clients know. */
enum BridgeFault {
    INVALID_JSON,
    MISSING_TYPE,
    MISSING_ADDRESS,
    INVALID_TYPE,
    MAX_ADDRESS_LENGTH_REACHED,
    ADDRESS_ALREADY_REGISTERED,
    /** No such address is open, and none takes what is sent. */
    ACCESS_DENIED,
    /** The token that came with it is not good. */
    REJECTED;

    /** As the client reads it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
