package io.signalroom.market.outcome;

import static io.signalroom.testing.Room.await;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.config.AppConfig;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.ReferenceOutcome.Bar;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Room;
import io.signalroom.testing.SetClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A room with a parser whose texts are the JSON of their values, and an outcome verticle on candles that a test makes known. */
final class OutcomeRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final Duration EXPIRY = Duration.ofMinutes(60);
    static final AppConfig.Outcomes SETTINGS =
            new AppConfig.Outcomes(Duration.ofSeconds(30), EXPIRY, EXPIRY, 0.1, 0.05);
    static final Assumptions ASSUMED = Assumptions.of(SETTINGS);
    static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    static final long MINUTE = 60_000;
    static final int CHANNEL = 7;

    final Room room = new Room();
    final KnownCandles mock = new KnownCandles();
    final KnownCandles stored = new KnownCandles();
    final SetClock clock = new SetClock(Instant.ofEpochMilli(NOON));
    final Map<String, List<Bar>> bars = new TreeMap<>();
    String deployed;

    OutcomeRig() {
        await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, OutcomeRig::judge)));
    }

    @Override
    public void close() {
        room.close();
    }

    /** A text is the JSON of its values. */
    private static Judgement judge(String text, ParsedSignal parent) {
        JsonObject json = new JsonObject(text);
        PostKind kind = PostKind.ofWire(json.getString("kind"));
        return Judgement.of(
                List.of(new ParsedSignal(kind, SignalFieldsJson.read(json), List.of(), 0.9)), List.of("as told"));
    }

    static String text(PostKind kind, SignalFields fields) {
        JsonObject json = new JsonObject().put("kind", kind.wire());
        SignalFieldsJson.write(kind, fields, json);
        return json.encode();
    }

    void deploy() {
        deployed = await(room.vertx.deployVerticle(new OutcomeVerticle(
                room.pool, room.bus, SETTINGS, new OutcomeVerticle.Prices(mock, "file", stored), clock)));
    }

    void redeploy() {
        await(room.vertx.undeploy(deployed));
        deploy();
    }

    void market(String base, List<Bar> all) {
        bars.put(base, all);
        stored.put(new Market(base, "USDT"), all);
        mock.put(new Market(base, "USDT"), all);
    }

    void know(String base, long until) {
        know(base, Long.MIN_VALUE, until);
    }

    void know(String base, long from, long to) {
        stored.know(new Market(base, "USDT"), from, to);
        mock.know(new Market(base, "USDT"), from, to);
        room.bus.publish(Addresses.CANDLES_STORED, new CandlesStored("file"));
    }

    static Post imported(int message, long at, String text) {
        return new Post(CHANNEL, message, Instant.ofEpochMilli(at), null, text, null, Origin.IMPORTED);
    }

    /** The value of a query that gives one row or none. */
    Object one(String sql) {
        return room.value("SELECT (" + sql + ")");
    }

    String state(int message) {
        return String.valueOf(one(
                "SELECT o.state FROM outcome o JOIN signal s ON s.id = o.signal_id WHERE s.message_id = " + message));
    }

    boolean upToDate() {
        return room.value("SELECT p.seq >= (SELECT max(seq) FROM signal_event WHERE type <> 'signal.outcome') "
                        + "AND NOT EXISTS (SELECT 1 FROM parse_queue) FROM outcome_position p")
                .equals(true);
    }

    List<StoredSignal> signals() {
        return await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 200))
                .signals();
    }
}
