package io.signalroom.telegram;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** What can come instead of updates. */
public final class BotFaults {
    private BotFaults() {}

    /** Telegram's form of an error. */
    static JsonObject error(int status, String description) {
        return new JsonObject().put("ok", false).put("error_code", status).put("description", description);
    }

    /** A status with Telegram's own body. */
    public static Consumer<HttpServerRequest> status(int status, String description) {
        return answer(status, error(status, description).encode());
    }

    /** Any status and body. */
    public static Consumer<HttpServerRequest> answer(int status, String body) {
        return request -> request.response().setStatusCode(status).end(body);
    }

    /** 429 as Telegram says it; the header too if {@code header}. */
    public static Consumer<HttpServerRequest> tooMany(int seconds, boolean header) {
        JsonObject body = error(429, "Too Many Requests: retry after " + seconds)
                .put("parameters", new JsonObject().put("retry_after", seconds));
        return request -> {
            if (header) {
                request.response().putHeader("Retry-After", String.valueOf(seconds));
            }
            request.response().setStatusCode(429).end(body.toBuffer());
        };
    }

    /** Another place to go to. */
    public static Consumer<HttpServerRequest> redirect(String location) {
        return request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", location)
                .end();
    }

    /** No answer, ever. */
    public static Consumer<HttpServerRequest> hang() {
        return request -> {};
    }

    /** The connection breaks before the answer. */
    public static Consumer<HttpServerRequest> cut() {
        return request -> request.connection().close();
    }

    /** The connection breaks inside the answer. */
    public static Consumer<HttpServerRequest> cutInside() {
        return request -> {
            request.response().putHeader("content-length", "5000");
            request.response()
                    .write("{\"ok\":true,\"result\":[{\"update_id\":700000001,")
                    .onComplete(x -> request.connection().close());
        };
    }

    /** An answer without an end, until the reader closes. */
    public static Consumer<HttpServerRequest> endless() {
        Buffer block = Buffer.buffer(" ".repeat(1 << 16));
        return request -> {
            request.response().setChunked(true).write("{\"ok\":true,\"result\":[");
            more(request, block);
        };
    }

    /** An answer that comes by one byte a second. */
    public static Consumer<HttpServerRequest> drip(Vertx vertx) {
        return request -> {
            request.response().setChunked(true);
            long timer = vertx.setPeriodic(1_000, x -> request.response().write(" "));
            request.connection().closeHandler(x -> vertx.cancelTimer(timer));
        };
    }

    /** An answer with these updates. */
    public static Consumer<HttpServerRequest> updates(JsonObject... updates) {
        JsonArray result = new JsonArray(List.of(updates));
        return answer(
                200, new JsonObject().put("ok", true).put("result", result).encode());
    }

    private static void more(HttpServerRequest request, Buffer block) {
        request.response().write(block).onSuccess(x -> more(request, block));
    }
}
