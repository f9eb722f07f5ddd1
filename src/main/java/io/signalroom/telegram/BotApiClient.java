package io.signalroom.telegram;

import io.signalroom.config.Secret;
import io.signalroom.net.BoundedHttp;
import io.signalroom.net.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/**
 * Calls the Bot API: one call at a time, each with a deadline for the whole exchange and a limit for the body. Redirects
 * are not followed, so the token goes nowhere else. The token is part of every address, so no address and no text of the
 * HTTP client leaves this class.
 */
final class BotApiClient {
    private static final int MAX_BODY = 8 << 20;
    private static final int MAX_ERROR_BODY = 64 << 10;
    private static final int INLINE = 256 << 10;

    private final Vertx vertx;
    private final BoundedHttp http;
    private final String path;

    BotApiClient(Vertx vertx, URI server, Secret token) {
        this.vertx = vertx;
        Endpoint endpoint = Endpoint.of(server);
        http = new BoundedHttp(vertx, endpoint, new BoundedHttp.Limits(1, MAX_BODY, MAX_ERROR_BODY));
        path = endpoint.path() + "/bot" + token.value() + "/";
    }

    /**
     * Calls a method that gives a list.
     *
     * @param deadline for the whole exchange
     * @return the array {@code result}; fails with a {@link SourceException}
     */
    Future<JsonArray> list(String method, JsonObject parameters, Duration deadline) {
        return call(method, parameters, deadline).map(result -> {
            if (result instanceof JsonArray list) {
                return list;
            }
            throw BotApiFaults.unreadable("it has no list of updates");
        });
    }

    /**
     * Calls a method.
     *
     * @param deadline for the whole exchange
     * @return what {@code result} is; fails with a {@link SourceException}
     */
    Future<Object> call(String method, JsonObject parameters, Duration deadline) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(path + method)
                .putHeader("content-type", "application/json");
        return http.exchange(options, parameters.toBuffer(), deadline)
                .compose(answer -> result(method, answer))
                .recover(failure -> Future.failedFuture(BotApiFaults.of(failure)));
    }

    /** Ends a running call and the connection. */
    Future<Void> close() {
        return http.close();
    }

    private Future<Object> result(String method, BoundedHttp.Answer answer) {
        Buffer body = answer.body();
        if (answer.status() != 200) {
            throw BotApiFaults.of(method, answer.status(), answer.headers().get("retry-after"), jsonOrEmpty(body));
        }
        if (!answer.whole()) {
            throw BotApiFaults.unreadable("it is longer than 8 MiB");
        }
        return body.length() <= INLINE
                ? Future.succeededFuture(result(method, body))
                : vertx.executeBlocking(() -> result(method, body), false);
    }

    private static Object result(String method, Buffer body) {
        JsonObject answer;
        try {
            answer = new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw BotApiFaults.unreadable("it is not JSON");
        }
        if (!Boolean.TRUE.equals(answer.getValue("ok"))) {
            throw BotApiFaults.of(
                    method, answer.getValue("error_code") instanceof Integer code ? code : 500, null, answer);
        }
        Object result = answer.getValue("result");
        if (result == null) {
            throw BotApiFaults.unreadable("it has no result");
        }
        return result;
    }

    private static JsonObject jsonOrEmpty(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }
}
