package io.signalroom.market.feed.binance;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed.History;
import io.signalroom.net.Backoff;
import io.signalroom.net.BoundedHttp;
import io.signalroom.net.Endpoint;
import io.signalroom.net.NetFaults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Asks Binance's REST API for klines. A fault keeps all calls away for a time that grows with each in a row; an answer that
 * is wrong about one symbol only keeps that one away.
 */
final class KlineClient {
    /** Klines in one answer. */
    static final int LIMIT = 1_000;
    /** Calls that run or wait for a connection. */
    static final int MOST_CALLS = 32;

    private static final int CONNECTIONS = 4;
    private static final int MAX_BODY = 512 << 10;
    private static final int MAX_ERROR_BODY = 16 << 10;
    private static final int UNKNOWN_SYMBOL = -1121;
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration UNREADABLE = Duration.ofMinutes(1);

    private final BoundedHttp http;
    private final String path;
    private final Duration deadline;
    private final RateGate gate;
    private final KlineReader reader;
    private final Backoff backoff = new Backoff(new Random());
    private int running;
    private long calls;
    private long failures;

    /** @param deadline for a whole call, waiting for a connection included */
    KlineClient(Vertx vertx, URI server, Duration deadline, KlineReader reader, InstantSource clock) {
        Endpoint endpoint = Endpoint.of(server);
        this.http = new BoundedHttp(vertx, endpoint, new BoundedHttp.Limits(CONNECTIONS, MAX_BODY, MAX_ERROR_BODY));
        this.path = endpoint.path() + "/api/v3/klines?interval=1m&limit=" + LIMIT;
        this.deadline = deadline;
        this.reader = reader;
        this.gate = new RateGate(clock);
    }

    /**
     * The klines that begin in a stretch, the first {@value #LIMIT} of them.
     *
     * @param to end of the last minute that is over
     * @return fails with a {@link FeedException}
     */
    Future<History> klines(String symbol, Instant from, Instant to) {
        if (running >= MOST_CALLS) {
            return Future.failedFuture(new FeedException(
                    "Binance is asked too much at once. The rest will be asked for later.", Duration.ofSeconds(1)));
        }
        Optional<FeedException> no = gate.enter();
        if (no.isPresent()) {
            return Future.failedFuture(no.get());
        }
        running++;
        calls++;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI(path + "&symbol=" + symbol + "&startTime=" + from.toEpochMilli() + "&endTime="
                        + (to.toEpochMilli() - 1));
        return http.exchange(options, Buffer.buffer(), deadline)
                .onComplete(x -> running--)
                .map(answer -> history(answer, from, to))
                .onSuccess(x -> backoff.reset())
                .recover(failure -> Future.failedFuture(fault(failure)));
    }

    /** Ends running calls. */
    Future<Void> close() {
        return http.close();
    }

    BinanceFeed.Past counts() {
        return new BinanceFeed.Past(calls, failures, gate.refused(), gate.used());
    }

    private History history(BoundedHttp.Answer answer, Instant from, Instant to) {
        gate.heard(NetFaults.seconds(answer.headers().get("x-mbx-used-weight-1m")));
        return switch (answer.status()) {
            case 200 -> page(answer, from, to);
            case 400 -> unlisted(answer, from);
            case 418, 429 -> {
                Duration wait =
                        BinanceFaults.wait(answer.status(), answer.headers().get("retry-after"));
                throw shut(BinanceFaults.tooMany(answer.status(), wait), wait);
            }
            case 403, 451 -> throw shut(BinanceFaults.of(answer.status()), Duration.ofMinutes(5));
            default -> throw shutOnce(BinanceFaults.of(answer.status()), true);
        };
    }

    private History page(BoundedHttp.Answer answer, Instant from, Instant to) {
        if (!answer.whole()) {
            throw new UnreadableAnswer("it is longer than " + (MAX_BODY >> 10) + " KiB");
        }
        JsonArray rows = rows(answer.body());
        List<Candle> candles = reader.page(rows, from, to);
        Instant upTo = rows.size() < LIMIT
                ? to
                : Instant.ofEpochMilli(KlineReader.opens(rows.getJsonArray(rows.size() - 1)) + KlineReader.MINUTE_MS);
        Instant over = over(answer.headers().get("date"));
        if (!over.isBefore(upTo)) {
            return new History(true, candles, upTo);
        }
        if (!from.isBefore(over)) {
            throw new FeedException(
                    "This server's clock is ahead of Binance's. Set it right: candles come late until then.",
                    Duration.ofSeconds(10));
        }
        return new History(
                true, candles.stream().filter(c -> c.opensAt().isBefore(over)).toList(), over);
    }

    /** The end of the last minute that is over by Binance's clock, for ours may be ahead of it. */
    private static Instant over(String date) {
        try {
            return date == null
                    ? Instant.MAX
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    private static JsonArray rows(Buffer body) {
        try {
            return new JsonArray(body);
        } catch (DecodeException | ClassCastException e) {
            throw new UnreadableAnswer("it is no list");
        }
    }

    private static History unlisted(BoundedHttp.Answer answer, Instant from) {
        int code = 0;
        try {
            code = new JsonObject(answer.body()).getValue("code") instanceof Integer number ? number : 0;
        } catch (DecodeException | ClassCastException e) {
            // a page of something in between: as without a code
        }
        if (code == UNKNOWN_SYMBOL) {
            return History.lacking(from);
        }
        throw FeedException.ofOneMarket(BinanceFaults.refused(code), REFUSED);
    }

    private FeedException shut(String words, Duration wait) {
        gate.shut(wait, words);
        return new FeedException(words, wait);
    }

    private FeedException fault(Throwable failure) {
        failures++;
        if (failure instanceof FeedException known) {
            return known;
        }
        String words = BinanceFaults.of(failure);
        return failure instanceof UnreadableAnswer
                ? FeedException.ofOneMarket(words, UNREADABLE)
                : shutOnce(words, false);
    }

    /** Calls that fail together are one fault: the wait does not grow with each. */
    private FeedException shutOnce(String words, boolean slowly) {
        return gate.shut().orElseGet(() -> shut(words, backoff.next(slowly)));
    }
}
