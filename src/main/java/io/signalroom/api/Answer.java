package io.signalroom.api;

import io.signalroom.bus.message.ReadyBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param status 200, 201 or 204
 * @param body JSON in UTF-8, empty for 204; must not be changed
 * @param headers besides those every answer has
 */
record Answer(int status, Buffer body, Map<String, String> headers) implements Reply {
    private static final String CACHE_CONTROL = "Cache-Control";
    /** May be kept, must be asked for again each time. */
    static final String ASK_FIRST = "private, no-cache";

    private static final String NO_STORE = "no-store";

    Answer {
        headers = Map.copyOf(headers);
    }

    /** A list or a thing: may be kept, must be asked for again each time. */
    static Answer ok(JsonObject json) {
        return new Answer(200, json.toBuffer(), Map.of(CACHE_CONTROL, ASK_FIRST));
    }

    /** The outcome of an act or a question that is asked anew each time: not to be kept. */
    static Answer fresh(JsonObject json) {
        return new Answer(200, json.toBuffer(), Map.of(CACHE_CONTROL, NO_STORE));
    }

    /** Something new that can be read at {@code location}. */
    static Answer created(String location, Buffer json) {
        return new Answer(201, json, Map.of(CACHE_CONTROL, NO_STORE, "Location", location));
    }

    /** The same answer with another status. */
    Answer as(int status) {
        return new Answer(status, body, headers);
    }

    /** Done, nothing to say. */
    static Answer done() {
        return new Answer(204, Buffer.buffer(), Map.of());
    }

    /** The same answer with one header more. */
    Answer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, body, all);
    }

    /** Sends it, or 304 if the caller has it already; nothing if the request has been answered meanwhile. */
    @Override
    public void send(RoutingContext rc) {
        HttpServerResponse response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        headers.forEach((name, value) -> response.headers().add(name, value));
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setStatusCode(status);
        if (body.length() == 0) {
            response.end();
            return;
        }
        if (status == 200 && !NO_STORE.equals(headers.get(CACHE_CONTROL))) {
            String tag = ReadyBytes.tag(body);
            response.putHeader(HttpHeaders.ETAG, tag);
            if (known(rc.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
                response.setStatusCode(304).end();
                return;
            }
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, ContractGate.JSON).end(body);
    }

    /** Whether a caller who sends this {@code If-None-Match} has it already. */
    static boolean known(String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(t -> t.equals("*") || t.equals(tag) || t.equals(tag.substring(2)));
    }
}
