package io.signalroom.telegram;

import io.signalroom.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Calls the Bot API: one call at a time, each with a deadline for the whole exchange and a limit for the body. Redirects
 * are not followed, so the token goes nowhere else. The token is part of every address, so no address and no text of the
 * HTTP client leaves this class.
 */
final class BotApiClient {
    private static final int MAX_BODY = 8 << 20;
    private static final int MAX_ERROR_BODY = 64 << 10;
    private static final int INLINE = 256 << 10;
    private static final int CONNECT_MS = 5_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final URI server;
    private final Secret token;
    private Call running = new Call();

    BotApiClient(Vertx vertx, URI server, Secret token) {
        this.vertx = vertx;
        this.server = server;
        this.token = token;
        HttpClientOptions options = new HttpClientOptions()
                .setSsl("https".equals(server.getScheme()))
                .setConnectTimeout(CONNECT_MS)
                .setDefaultHost(server.getHost())
                .setDefaultPort(port(server));
        http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
    }

    /**
     * Calls a method.
     *
     * @param deadline for the whole exchange
     * @return the array {@code result}; fails with a {@link SourceException}
     */
    Future<JsonArray> call(String method, JsonObject parameters, Duration deadline) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(server.getRawPath() + "/bot" + token.value() + "/" + method)
                .putHeader("content-type", "application/json");
        Call call = new Call();
        running = call;
        return http.request(options)
                .compose(request -> call.begin(request)
                        ? request.send(parameters.toBuffer()).compose(response -> answer(call, response))
                        : Future.failedFuture(BotApiFaults.unreadable("the call was ended")))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    call.cut();
                    return Future.failedFuture(BotApiFaults.of(failure));
                });
    }

    /** Ends a running call and the connection. */
    Future<Void> close() {
        running.cut();
        return http.shutdown(0, TimeUnit.SECONDS);
    }

    private Future<JsonArray> answer(Call call, HttpClientResponse response) {
        boolean ok = response.statusCode() == 200;
        return body(call, response, ok ? MAX_BODY : MAX_ERROR_BODY).compose(body -> {
            if (!ok) {
                return Future.failedFuture(
                        BotApiFaults.of(response.statusCode(), response.getHeader("retry-after"), jsonOrEmpty(body)));
            }
            return body.length() <= INLINE
                    ? Future.succeededFuture(result(body))
                    : vertx.executeBlocking(() -> result(body), false);
        });
    }

    /** The whole body; of an error only its beginning. */
    private Future<Buffer> body(Call call, HttpClientResponse response, int limit) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= limit) {
                body.appendBuffer(chunk);
            } else if (limit == MAX_ERROR_BODY) {
                whole.tryComplete(body);
                call.cut();
            } else {
                whole.tryFail(BotApiFaults.unreadable("it is longer than 8 MiB"));
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(x -> whole.tryComplete(body));
        return whole.future();
    }

    private static JsonArray result(Buffer body) {
        JsonObject answer;
        try {
            answer = new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw BotApiFaults.unreadable("it is not JSON");
        }
        if (!Boolean.TRUE.equals(answer.getValue("ok"))) {
            throw BotApiFaults.of(answer.getValue("error_code") instanceof Integer code ? code : 500, null, answer);
        }
        if (answer.getValue("result") instanceof JsonArray result) {
            return result;
        }
        throw BotApiFaults.unreadable("it has no list of updates");
    }

    private static JsonObject jsonOrEmpty(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    private static int port(URI server) {
        if (server.getPort() >= 0) {
            return server.getPort();
        }
        return "https".equals(server.getScheme()) ? 443 : 80;
    }

    /** One exchange: it can be ended before its request exists. */
    private static final class Call {
        private HttpClientRequest request;
        private boolean over;

        boolean begin(HttpClientRequest opened) {
            request = opened;
            if (over) {
                request.reset();
            }
            return !over;
        }

        void cut() {
            over = true;
            if (request != null) {
                request.reset();
            }
        }
    }
}
