package io.signalroom.market.feed.binance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Binance's public market data on the loopback: klines with limits, errors and weights as the real one has them, streams
 * beside, and faults on demand. Handlers run on one event loop; controls may be called from any thread.
 */
final class FakeBinance {
    private static final int WEIGHT_LIMIT = 6_000;

    /** Symbols that are listed. */
    final Set<String> listed = ConcurrentHashMap.newKeySet();
    /** Minutes, as milliseconds, at which it has no kline. */
    final Set<Long> gaps = ConcurrentHashMap.newKeySet();
    /** The next calls get these, one each. */
    final ConcurrentLinkedQueue<Consumer<HttpServerRequest>> faults = new ConcurrentLinkedQueue<>();
    /** Every call for klines, its query. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Connections that are open, by the other side's port. */
    final Set<Integer> open = ConcurrentHashMap.newKeySet();

    final FakeStreams streams;
    /** Its clock. */
    volatile InstantSource clock = InstantSource.system();
    /** Changes rows before they are sent. */
    volatile UnaryOperator<JsonArray> spoil = rows -> rows;

    private HttpServer server;
    private long minute;
    private int used;
    private Instant bannedUntil = Instant.EPOCH;

    private FakeBinance(Vertx vertx) {
        streams = new FakeStreams(vertx);
    }

    /** Starts one on any free port. */
    static Future<FakeBinance> start(Vertx vertx) {
        FakeBinance fake = new FakeBinance(vertx);
        fake.server = vertx.createHttpServer(new HttpServerOptions().setWebSocketClosingTimeout(1))
                .connectionHandler(connection -> {
                    int port = connection.remoteAddress().port();
                    fake.open.add(port);
                    connection.closeHandler(x -> fake.open.remove(port));
                })
                .webSocketHandshakeHandler(fake.streams::handshake)
                .webSocketHandler(socket -> {
                    fake.streams.open(
                            socket,
                            () -> fake.open.remove(socket.remoteAddress().port()));
                })
                .requestHandler(fake::handle);
        return fake.server.listen(0, "127.0.0.1").map(fake);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    URI streamUrl() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    Future<Void> close() {
        return server.close();
    }

    /** Another program at the same address has used this much of the minute. */
    synchronized void useWeight(int weight) {
        turn();
        used += weight;
    }

    private synchronized int use(int weight) {
        turn();
        used += weight;
        return used;
    }

    private void turn() {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            used = 0;
        }
    }

    private void handle(HttpServerRequest request) {
        calls.add(String.valueOf(request.query()));
        request.response()
                .putHeader(
                        "date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)));
        int weight = use(2);
        request.response().putHeader("x-mbx-used-weight-1m", String.valueOf(weight));
        Consumer<HttpServerRequest> fault = faults.poll();
        if (fault != null) {
            fault.accept(request);
        } else if (!request.path().equals("/api/v3/klines")) {
            request.response().setStatusCode(404).end("<html><body>404</body></html>");
        } else if (clock.instant().isBefore(bannedUntil)) {
            tooMany(request, 418);
        } else if (weight > WEIGHT_LIMIT) {
            bannedUntil = Instant.ofEpochSecond((minute + 1) * 60);
            tooMany(request, 429);
        } else {
            klines(request);
        }
    }

    private void tooMany(HttpServerRequest request, int status) {
        long wait = bannedUntil.getEpochSecond() - clock.instant().getEpochSecond();
        request.response().putHeader("retry-after", String.valueOf(wait));
        error(request, status, -1003, "Way too much request weight used; IP banned until then.");
    }

    private void klines(HttpServerRequest request) {
        String symbol = request.getParam("symbol", "");
        if (symbol.isEmpty()) {
            error(request, 400, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
            return;
        }
        if (!"1m".equals(request.getParam("interval"))) {
            error(request, 400, -1120, "Invalid interval.");
            return;
        }
        if (!listed.contains(symbol)) {
            error(request, 400, -1121, "Invalid symbol.");
            return;
        }
        int limit = Math.min(1_000, Integer.parseInt(request.getParam("limit", "500")));
        long end = Long.parseLong(request.getParam("endTime"));
        long now = clock.millis();
        long time =
                -Math.floorDiv(-Long.parseLong(request.getParam("startTime")), FakeKlines.MINUTE) * FakeKlines.MINUTE;
        JsonArray rows = new JsonArray();
        // the last one may still be open, as at the real one
        for (; time <= end && time <= now && rows.size() < limit; time += FakeKlines.MINUTE) {
            if (!gaps.contains(time)) {
                rows.add(FakeKlines.row(symbol, time));
            }
        }
        request.response()
                .putHeader("content-type", "application/json")
                .end(spoil.apply(rows).toBuffer());
    }

    /** Binance's form of an error. */
    static void error(HttpServerRequest request, int status, int code, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(new JsonObject().put("code", code).put("msg", message).toBuffer());
    }
}
