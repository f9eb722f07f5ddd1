package io.signalroom.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.identity.Callers;
import io.signalroom.security.Jwt;
import io.signalroom.security.RateLimiter;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.util.function.Consumer;

/**
 * What the HTTP servers of a node share.
 *
 * @param http where to listen and who may read
 * @param contract loaded once
 * @param pool of PostgreSQL
 * @param bus to the parser, the cache and the status board
 * @param identity makes and checks tokens
 * @param rates how often a client may ask for what costs much
 * @param meters counts what the shelves answer
 * @param site mounts the pages and the health routes; called once a server, after the API's routes
 * @param live mounts the live channels; called once a server, first, because a socket has no time limit
 */
public record HttpParts(
        AppConfig.Http http,
        ApiContract contract,
        Pool pool,
        Bus bus,
        Identity identity,
        Rates rates,
        MeterRegistry meters,
        Consumer<Router> site,
        Consumer<Router> live) {

    /**
     * Limits of single operations.
     *
     * @param parse texts that a client may have judged
     * @param benchmark benchmarks that a client may run
     * @param tokens tokens that a client may ask for
     */
    public record Rates(RateLimiter parse, RateLimiter benchmark, RateLimiter tokens) {}

    /**
     * Who is who.
     *
     * @param jwt makes tokens
     * @param callers checks them
     */
    public record Identity(Jwt jwt, Callers callers) {}
}
