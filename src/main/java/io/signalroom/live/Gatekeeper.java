package io.signalroom.live;

import io.vertx.core.Future;

/** Decides who may listen to the live line. */
@FunctionalInterface
public interface Gatekeeper {
    /** Lets everybody listen, so that there is nothing to ask again. */
    Gatekeeper OPEN = bearer -> Future.succeededFuture("");

    /**
     * Who listens with this token; a failure says that its holder may not. Asked again every few seconds while he listens.
     *
     * @param bearer the token a page registered with, empty if it sent none
     * @return a name that all tokens of one holder have in common, empty if that is not known
     */
    Future<String> reader(String bearer);
}
