package io.signalroom.api;

import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.ReadyAnswer.Standing;
import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.security.SecurityHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.Map;

/**
 * An answer of the cache as HTTP: who takes gzip gets the bytes that lie ready. The server's own compression leaves alone
 * what has a {@code Content-Encoding}. Belongs to one event loop.
 *
 * <p>Readers must ask each time ({@code no-cache}) and are told with a 304 that they have it: a browser that kept an
 * answer for some seconds would not show a new signal.
 *
 * <p>The headers are made once a second, for {@code Age}, and as a map that cannot be changed: an answer without headers
 * of its own takes over such a map as it is, which is a third of what setting them one by one costs.
 */
final class CachedReply implements Reply {
    private static final CharSequence X_CACHE = HttpHeaders.createOptimized("X-Cache");
    private static final CharSequence ASK_FIRST = HttpHeaders.createOptimized(Answer.ASK_FIRST);
    private static final CharSequence JSON = HttpHeaders.createOptimized(ContractGate.JSON);
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    private final ReadyAnswer answer;
    private final ReadyBytes bytes;
    private final String standing;
    private final Shelf shelf;
    private final Map<Form, MultiMap> heads = new EnumMap<>(Form.class);
    private long headsAge = -1;

    /** How an answer is sent. */
    private enum Form {
        IDENTITY,
        COMPRESSED,
        NOT_MODIFIED
    }

    /** @param shelf keeps it for the next who asks the same */
    CachedReply(ReadyAnswer answer, Shelf shelf) {
        this(answer, answer.standing(), shelf);
    }

    private CachedReply(ReadyAnswer answer, Standing standing, Shelf shelf) {
        this.answer = answer;
        this.bytes = answer.bytes();
        this.standing = standing.name();
        this.shelf = shelf;
    }

    /** As it is when it is sent again: what was computed for one is kept for the next. */
    CachedReply again() {
        return new CachedReply(answer, answer.standing() == Standing.STALE ? Standing.STALE : Standing.HIT, shelf);
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
        Form form = form(rc.request());
        MultiMap headers = rc.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        own(form, age(System.currentTimeMillis())).forEach(header -> headers.set(header.getKey(), header.getValue()));
        end(rc.request(), form);
    }

    /** Sends it as the only thing that is done about a request, with the headers that every answer has. */
    void sendAlone(HttpServerRequest request, Cors cors) {
        long seconds = age(System.currentTimeMillis());
        if (seconds != headsAge) {
            headsAge = seconds;
            heads.clear();
        }
        Form form = form(request);
        request.response().headers().setAll(heads.computeIfAbsent(form, f -> whole(f, seconds)));
        RequestId.give(request);
        cors.tell(request);
        end(request, form);
    }

    private Form form(HttpServerRequest request) {
        if (Answer.known(request.getHeader(HttpHeaders.IF_NONE_MATCH), bytes.tag())) {
            return Form.NOT_MODIFIED;
        }
        return bytes.gzip().length() > 0 && takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                ? Form.COMPRESSED
                : Form.IDENTITY;
    }

    private MultiMap whole(Form form, long seconds) {
        MultiMap headers = own(form, seconds).add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        SecurityHeaders.write(headers);
        return headers.copy(false);
    }

    private MultiMap own(Form form, long seconds) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.CACHE_CONTROL, ASK_FIRST)
                .set(X_CACHE, standing)
                .set(HttpHeaders.AGE, String.valueOf(seconds))
                .set(HttpHeaders.ETAG, bytes.tag());
        if (form == Form.NOT_MODIFIED) {
            return headers;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, JSON)
                .set(HttpHeaders.CONTENT_LENGTH, String.valueOf(body(form).length()));
        return form == Form.COMPRESSED ? headers.set(HttpHeaders.CONTENT_ENCODING, GZIP) : headers;
    }

    private void end(HttpServerRequest request, Form form) {
        if (form == Form.NOT_MODIFIED) {
            request.response().setStatusCode(304).end();
        } else if (request.method() == HttpMethod.HEAD) {
            request.response().end();
        } else {
            request.response().end(body(form));
        }
    }

    private Buffer body(Form form) {
        return form == Form.COMPRESSED ? bytes.gzip() : bytes.identity();
    }

    /** Whole seconds; a clock that was set back makes nothing younger than new. */
    private long age(long nowMillis) {
        return Math.max(0, (nowMillis - answer.computedAt().toEpochMilli()) / 1_000);
    }

    private static boolean takesGzip(String accepted) {
        if (accepted == null || accepted.indexOf(';') < 0) {
            return accepted != null && accepted.contains("gzip"); // as nearly everybody says it
        }
        return AcceptHeader.takesCoding(accepted, "gzip");
    }
}
