package io.signalroom.live;

import io.vertx.core.Future;

/** Decides who may listen to the live line. */
@FunctionalInterface
public interface Gatekeeper {
    /**
     * Whether the holder of this token may read; a failure counts as no.
     *
     * @param bearer the token a page registered with, empty if it sent none
     */
    Future<Boolean> mayRead(String bearer);
}
