package io.signalroom.market.feed.binance;

import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.PriceFeed;
import io.signalroom.net.Backoff;
import io.signalroom.net.Endpoint;
import io.signalroom.net.NetFaults;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows streams over one connection at a time, and makes a new one whenever it is over: Binance ends each after a day.
 * Without anything to follow there is no connection.
 */
final class StreamLink implements StreamLine.Owner {
    private static final Logger log = LoggerFactory.getLogger(StreamLink.class);
    private static final int MAX_MESSAGE = 64 << 10;
    private static final int CLOSING_SECONDS = 1;

    /**
     * How long to wait for what.
     *
     * @param silence after which a line is dead; Binance pings every 20 s
     * @param answer for a connection, and for the answer to a message
     */
    record Patience(Duration silence, Duration answer) {}

    private final Vertx vertx;
    private final WebSocketClient client;
    private final String path;
    private final Patience patience;
    private final KlineReader reader;
    private final PriceFeed.Listener listener;
    private final Backoff backoff = new Backoff(new Random());
    private Map<String, List<Market>> wanted = Map.of();
    private StreamLine line;
    private Timer pause;
    private boolean connecting;
    private boolean closed;
    private long connections;
    private long candles;
    private long unreadable;

    StreamLink(Vertx vertx, URI server, Patience patience, KlineReader reader, PriceFeed.Listener listener) {
        this.vertx = vertx;
        this.patience = patience;
        this.reader = reader;
        this.listener = listener;
        Endpoint endpoint = Endpoint.of(server);
        path = endpoint.path() + "/stream";
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setSsl(endpoint.tls())
                .setDefaultHost(endpoint.host())
                .setDefaultPort(endpoint.port())
                .setConnectTimeout((int) patience.answer().toMillis())
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setClosingTimeout(CLOSING_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) patience.silence().toMillis()));
    }

    /** Follows these streams and no others; the markets are whom a stream's candles are for. */
    void follow(Map<String, List<Market>> streams) {
        wanted = streams;
        if (closed) {
            return;
        }
        if (!streams.isEmpty()) {
            connectOrStep();
        } else {
            hangUp("nothing is followed");
        }
    }

    /** Ends the connection for good. */
    Future<Void> close() {
        closed = true;
        hangUp("the feed ends");
        return client.shutdown(CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    BinanceFeed.Live counts() {
        return new BinanceFeed.Live(line != null, connections, candles, unreadable);
    }

    @Override
    public Set<String> wanted() {
        return wanted.keySet();
    }

    @Override
    public void works() {
        backoff.reset();
    }

    @Override
    public void kline(String stream, JsonObject kline) {
        List<Market> markets = wanted.getOrDefault(stream, List.of());
        if (markets.isEmpty() || !Boolean.TRUE.equals(kline.getValue("x"))) {
            return;
        }
        try {
            reader.streamed(kline).ifPresent(candle -> {
                candles++;
                markets.forEach(market -> listener.closed(market, candle));
            });
        } catch (UnreadableAnswer e) {
            unreadable++;
        }
    }

    @Override
    public void unreadable() {
        unreadable++;
    }

    @Override
    public void over(String why) {
        line = null;
        retry(why, false);
    }

    private void connectOrStep() {
        if (line != null) {
            line.step();
        } else if (!connecting && pause == null) {
            connect();
        }
    }

    private void connect() {
        connecting = true;
        Future<WebSocket> opening = client.connect(path);
        opening.timeout(patience.answer().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(this::opened)
                .onFailure(failure -> {
                    connecting = false;
                    opening.onSuccess(StreamLink::drop);
                    refused(failure);
                });
    }

    private void refused(Throwable failure) {
        if (failure instanceof UpgradeRejectedException answer) {
            // it is there and does not want us: too many connections, or not from this place
            retry("it refuses the connection (" + answer.getStatus() + ")", true);
        } else {
            retry(NetFaults.words(failure), false);
        }
    }

    private void opened(WebSocket socket) {
        connecting = false;
        if (closed || wanted.isEmpty()) {
            drop(socket);
            return;
        }
        connections++;
        line = new StreamLine(vertx, socket, this, patience.answer());
        line.step();
    }

    private void retry(String why, boolean slowly) {
        if (closed || wanted.isEmpty()) {
            return;
        }
        Duration wait = backoff.next(slowly);
        log.warn(
                "Binance's live prices are away, next try in {} s: {}; see to the network and BINANCE_STREAM_URL if"
                        + " this lasts",
                wait.toMillis() / 1000.0,
                why);
        pause = vertx.timer(wait.toMillis(), TimeUnit.MILLISECONDS);
        pause.onSuccess(x -> {
            pause = null;
            connect();
        });
    }

    private void hangUp(String why) {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
        if (line != null) {
            line.end(why);
        }
    }

    private static void drop(WebSocket socket) {
        socket.close().onFailure(x -> log.debug("a connection was closed already"));
    }
}
