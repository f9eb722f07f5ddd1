package io.signalroom.net;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Calls servers: each exchange has a deadline from its beginning to the last byte of the answer, and a limit for the
 * body. Redirects are not followed, so no secret in an address goes anywhere else. All on one context.
 */
public final class BoundedHttp {
    private static final int CONNECT_MS = 5_000;

    private final HttpClient http;
    private final Limits limits;
    private final Set<Exchange> running = new HashSet<>();

    /**
     * What is allowed.
     *
     * @param connections at once to a server; more exchanges wait for one, as long as their deadline lets them
     * @param body bytes of an answer with status 200
     * @param error bytes of any other answer
     */
    public record Limits(int connections, int body, int error) {}

    /**
     * An answer of any status.
     *
     * @param whole false if the body was longer than its limit: then only its beginning is here
     */
    public record Answer(int status, MultiMap headers, Buffer body, boolean whole) {}

    /** A client of one server, that connects on demand. */
    public BoundedHttp(Vertx vertx, Endpoint server, Limits limits) {
        this(
                vertx,
                new HttpClientOptions()
                        .setSsl(server.tls())
                        .setDefaultHost(server.host())
                        .setDefaultPort(server.port()),
                limits);
    }

    /** A client of the servers that its requests name; of the options the time to connect is set here. */
    public BoundedHttp(Vertx vertx, HttpClientOptions options, Limits limits) {
        this.limits = limits;
        http = vertx.createHttpClient(
                new HttpClientOptions(options).setConnectTimeout(CONNECT_MS),
                new PoolOptions().setHttp1MaxSize(limits.connections()));
    }

    /**
     * One request and its answer.
     *
     * @param body may be empty
     * @return fails as the HTTP client does: see {@link NetFaults#words}
     */
    public Future<Answer> exchange(RequestOptions options, Buffer body, Duration deadline) {
        Exchange exchange = new Exchange();
        running.add(exchange);
        return http.request(options)
                .compose(request -> exchange.begin(request)
                        ? request.send(body).compose(response -> answer(exchange, response))
                        : Future.failedFuture(new IOException("the call was ended")))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(x -> exchange.cut())
                .onComplete(x -> running.remove(exchange));
    }

    /** Ends running exchanges and every connection. */
    public Future<Void> close() {
        List.copyOf(running).forEach(Exchange::cut); // each that ends takes itself out
        return http.shutdown(0, TimeUnit.SECONDS);
    }

    private Future<Answer> answer(Exchange exchange, HttpClientResponse response) {
        int limit = response.statusCode() == 200 ? limits.body() : limits.error();
        Promise<Answer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= limit) {
                body.appendBuffer(chunk);
            } else {
                answer.tryComplete(new Answer(response.statusCode(), response.headers(), body, false));
                exchange.cut();
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(x -> answer.tryComplete(new Answer(response.statusCode(), response.headers(), body, true)));
        return answer.future();
    }

    /** It can be ended before its request exists. */
    private static final class Exchange {
        private HttpClientRequest request;
        private boolean over;

        boolean begin(HttpClientRequest opened) {
            request = opened;
            // its future tells the same; without a handler the client writes an error to the log
            request.exceptionHandler(x -> {});
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
