package io.signalroom.api;

import io.vertx.ext.web.RoutingContext;

/** What an operation gives back to whoever asked. */
interface Reply {
    /** Sends it; nothing if the request has been answered meanwhile. */
    void send(RoutingContext rc);
}
