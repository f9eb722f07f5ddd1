package io.signalroom.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.identity.Callers;
import io.signalroom.live.LiveChannels;
import io.signalroom.rate.RateLimiter;
import io.signalroom.security.Jwt;
import io.signalroom.webhook.Webhooks;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the HTTP servers of a node share.
 *
 * @param http where to listen and who may read
 * @param limits what clients may ask, and whose word counts for who they are
 * @param contract loaded once
 * @param pool of PostgreSQL
 * @param bus to the parser, the cache and the status board
 * @param identity makes and checks tokens
 * @param rates how often a client may ask for what costs much
 * @param webhooks what administrators do with them
 * @param uploads files that are on their way
 * @param demoPosts posts of a demo whose asker names no number, 0 = the usual many
 * @param meters counts what the shelves answer
 * @param site mounts the pages and the health routes; called once a server, after the API's routes
 * @param live makes the live channels of a server, on its event loop
 */
public record HttpParts(
        AppConfig.Http http,
        AppConfig.Limits limits,
        ApiContract contract,
        Pool pool,
        Bus bus,
        Identity identity,
        Rates rates,
        Webhooks webhooks,
        Uploads uploads,
        int demoPosts,
        MeterRegistry meters,
        Consumer<Router> site,
        Function<Vertx, LiveChannels> live) {

    /**
     * Limits by the minute.
     *
     * @param everything requests of a client
     * @param parse texts that a client may have judged
     * @param benchmark benchmarks that a client may run
     * @param tokens tokens that a client may ask for
     * @param failures wrong secrets that may be sent for one key
     */
    public record Rates(
            RateLimiter everything,
            RateLimiter parse,
            RateLimiter benchmark,
            RateLimiter tokens,
            RateLimiter failures) {

        /** All of them. */
        public List<RateLimiter> all() {
            return List.of(everything, parse, benchmark, tokens, failures);
        }
    }

    /**
     * Who is who.
     *
     * @param jwt makes tokens
     * @param callers checks them
     * @param telegram what Telegram proves itself by when it brings updates; empty = it brings none
     */
    public record Identity(Jwt jwt, Callers callers, Optional<Secret> telegram) {}
}
