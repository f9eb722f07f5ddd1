package io.signalroom.api;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The hottest answers of the cache, in front of the router of one server: an address that was answered before, letter for
 * letter, needs no second check against the contract and no way over the bus. The cache says for how long, a second at
 * most, and takes it back when an event is counted; so nothing lies here that the cache would not serve.
 *
 * <p>Only plain questions are answered here. Whoever sends a token, a body, or wants another type goes through the router,
 * and everybody where reading is closed. Belongs to one event loop.
 */
final class Shelf {
    private static final int MOST_ANSWERS = 256;
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final String ANY = "*/*";

    private final boolean open;
    private final Cors cors;
    private final Counter served;
    private final LongSupplier millis;
    private final Map<String, CachedReply> replies = new LinkedHashMap<>();
    private long bytes;

    /**
     * An empty shelf.
     *
     * @param open whether reading needs no token; else the shelf stays empty
     * @param served counts what is answered from here
     * @param millis the time, since 1970
     */
    Shelf(boolean open, Cors cors, Counter served, LongSupplier millis) {
        this.open = open;
        this.cors = cors;
        this.served = served;
        this.millis = millis;
    }

    /** Answers what lies here; the rest goes to {@code router}. */
    Handler<HttpServerRequest> before(Handler<HttpServerRequest> router) {
        return request -> {
            CachedReply reply = replies.isEmpty() ? null : replies.get(request.uri());
            if (reply == null || millis.getAsLong() >= reply.untilMillis() || !plain(request)) {
                router.handle(request);
                return;
            }
            served.increment();
            reply.sendAlone(request, cors);
        };
    }

    /** Keeps an answer for the next who asks for the same address. */
    void put(String uri, CachedReply reply) {
        remove(uri);
        if (!open || millis.getAsLong() >= reply.untilMillis()) {
            return;
        }
        replies.put(uri, reply.again());
        bytes += reply.weight();
        while (replies.size() > MOST_ANSWERS || bytes > MOST_BYTES) {
            remove(oldest());
        }
    }

    /** Everything may have been overtaken. */
    void clear() {
        replies.clear();
        bytes = 0;
    }

    private String oldest() {
        Iterator<String> uris = replies.keySet().iterator();
        return uris.next();
    }

    private void remove(String uri) {
        CachedReply gone = replies.remove(uri);
        bytes -= gone == null ? 0 : gone.weight();
    }

    private static boolean plain(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            return false;
        }
        var headers = request.headers();
        String accept = headers.get(HttpHeaders.ACCEPT);
        return (accept == null || accept.equals(ANY) || AcceptHeader.takes(accept, ContractGate.JSON))
                && !headers.contains(HttpHeaders.AUTHORIZATION)
                && !headers.contains(HttpHeaders.CONTENT_LENGTH)
                && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
