package io.signalroom.api;

import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.ReadyBytes;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * An answer of the cache as HTTP: who takes gzip gets the bytes that lie ready. The server's own compression leaves alone
 * what has a {@code Content-Encoding}. Belongs to one event loop.
 *
 * <p>Readers must ask each time ({@code no-cache}) and are told with a 304 that they have it: a browser that kept an
 * answer for some seconds would not show a new signal.
 */
final class CachedReply implements Reply {
    private static final CharSequence X_CACHE = HttpHeaders.createOptimized("X-Cache");
    private static final CharSequence ASK_FIRST = HttpHeaders.createOptimized(Answer.ASK_FIRST);
    private static final CharSequence JSON = HttpHeaders.createOptimized(ContractGate.JSON);
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    private final ReadyBytes bytes;
    private final CharSequence tag;
    private final CharSequence standing;
    private final long computedMillis;
    private final Shelf shelf;
    private final ReadyAnswer answer;
    private long ageSeconds = -1;
    private CharSequence age;

    /** @param shelf keeps it for the next who asks the same */
    CachedReply(ReadyAnswer answer, Shelf shelf) {
        this(answer, answer.standing(), shelf);
    }

    private CachedReply(ReadyAnswer answer, ReadyAnswer.Standing standing, Shelf shelf) {
        this.answer = answer;
        this.bytes = answer.bytes();
        this.tag = HttpHeaders.createOptimized(bytes.tag());
        this.standing = HttpHeaders.createOptimized(standing.name());
        this.computedMillis = answer.computedAt().toEpochMilli();
        this.shelf = shelf;
    }

    /** As it is when it is sent again: what was computed for one is kept for the next. */
    CachedReply again() {
        boolean stale = answer.standing() == ReadyAnswer.Standing.STALE;
        return new CachedReply(answer, stale ? answer.standing() : ReadyAnswer.Standing.HIT, shelf);
    }

    /** Before this time it may be sent again without asking, in milliseconds since 1970. */
    long untilMillis() {
        return answer.until().toEpochMilli();
    }

    /** Bytes of memory, about. */
    int weight() {
        return bytes.weight();
    }

    @Override
    public void send(RoutingContext rc) {
        if (rc.response().ended() || rc.response().closed()) {
            return;
        }
        shelf.put(rc.request().uri(), this);
        send(rc.request(), System.currentTimeMillis());
    }

    /** Sends it, or 304; the headers that every answer has are there already. */
    void send(HttpServerRequest request, long nowMillis) {
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        headers.set(HttpHeaders.CACHE_CONTROL, ASK_FIRST)
                .set(X_CACHE, standing)
                .set(HttpHeaders.AGE, age(nowMillis))
                .set(HttpHeaders.ETAG, tag)
                .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (Answer.known(request.getHeader(HttpHeaders.IF_NONE_MATCH), bytes.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, JSON);
        Buffer body = bytes.identity();
        if (bytes.gzip().length() > 0 && takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
            body = bytes.gzip();
        }
        if (request.method() == HttpMethod.HEAD) { // the server would leave out the length with the body
            headers.set(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
            response.end();
        } else {
            response.end(body);
        }
    }

    /** A clock that was set back makes nothing younger than new. */
    private CharSequence age(long nowMillis) {
        long seconds = Math.max(0, TimeUnit.MILLISECONDS.toSeconds(nowMillis - computedMillis));
        if (seconds != ageSeconds) {
            ageSeconds = seconds;
            age = HttpHeaders.createOptimized(String.valueOf(seconds));
        }
        return age;
    }

    private static boolean takesGzip(String accepted) {
        if (accepted == null || accepted.indexOf(';') < 0) {
            return accepted != null && accepted.contains("gzip"); // as nearly everybody says it
        }
        return AcceptHeader.takesCoding(accepted, "gzip");
    }
}
