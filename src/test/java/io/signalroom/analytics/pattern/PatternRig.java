package io.signalroom.analytics.pattern;

import static io.signalroom.testing.Room.await;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.ledger.SignalQuery;
import io.signalroom.ledger.SignalSort;
import io.signalroom.ledger.SignalStore;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.testing.Room;
import io.signalroom.testing.SetClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A room with a parser that takes the first words of a post for what it is, and the verticle that finds patterns. */
final class PatternRig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    final Room room = new Room();
    final SetClock clock = new SetClock(NOON);
    private String deployed;
    private int message;

    PatternRig() {
        await(room.vertx.deployVerticle(new ParserVerticle(room.pool, room.bus, PatternRig::judge)));
    }

    @Override
    public void close() {
        room.close();
    }

    /** "LONG SOL ...", "SHORT SOL ..." or "PUMP REVEAL SOL ..."; all else is noise. */
    private static Judgement judge(String text, ParsedSignal parent) {
        String[] words = text.split(" ");
        SignalFields.Builder fields = SignalFields.builder();
        if (words[0].equals("LONG") || words[0].equals("SHORT")) {
            fields.symbol(words[1]).side(Side.valueOf(words[0])).entries(List.of(BigDecimal.ONE));
            return judged(PostKind.TRADE_SIGNAL, fields);
        }
        if (words[0].equals("PUMP")) {
            fields.event(SignalEvent.valueOf(words[1])).symbol(words.length > 2 ? words[2] : null);
            return judged(PostKind.PUMP_ALERT, fields);
        }
        return Judgement.noise(1, List.of("no call"));
    }

    private static Judgement judged(PostKind kind, SignalFields.Builder fields) {
        return Judgement.of(List.of(new ParsedSignal(kind, fields.build(), List.of(), 0.9)), List.of("as told"));
    }

    void deploy() {
        deployed = await(room.vertx.deployVerticle(new PatternVerticle(room.pool, room.bus, clock)));
    }

    void undeploy() {
        await(room.vertx.undeploy(deployed));
    }

    /** Stores a post; the parser hears of it. */
    void post(long channel, int message, int secondsBeforeNoon, Origin origin, String text) {
        room.post(new Post(channel, message, NOON.minusSeconds(secondsBeforeNoon), null, text, null, origin));
        room.hint();
    }

    /** The next message of a channel that is witnessed. */
    void call(long channel, int secondsBeforeNoon, String text) {
        post(channel, ++message, secondsBeforeNoon, Origin.WITNESSED, text);
    }

    /** Channel 90 calls SOL once a day, for four weeks. */
    void quietMonth(Origin origin) {
        for (int day = 1; day <= 28; day++) {
            post(90, ++message, day * 86_400 + 7 * 3_600, origin, words("LONG SOL", 1_000 + day));
        }
    }

    /** Channel 2 repeats channel 1 after 21 seconds. */
    void copies(int count, Origin origin) {
        for (int i = 0; i < count; i++) {
            String text = words("LONG T" + i, i);
            post(1, ++message, i * 40_000 + 30, origin, text);
            post(2, ++message, i * 40_000 + 9, origin, text + " join us");
        }
    }

    /** The newest 200. */
    List<StoredSignal> signals() {
        return await(new SignalStore().list(room.pool, SignalQuery.all(), SignalSort.NEWEST, null, 200))
                .signals();
    }

    /** Fourteen words that are those of no other number. */
    static String words(String head, int number) {
        StringBuilder text = new StringBuilder(head);
        for (int i = 0; i < 14; i++) {
            text.append(" w").append(number * 100 + i);
        }
        return text.toString();
    }

    boolean parsed() {
        return room.value("SELECT NOT EXISTS (SELECT 1 FROM parse_queue)").equals(true);
    }

    boolean upToDate() {
        return parsed()
                && room.value("SELECT (SELECT seq FROM pattern_position) = (SELECT seq FROM event_head)")
                        .equals(true);
    }

    /** The answer to a question, once all kinds have seen every event. */
    JsonObject answer(JsonObject parameters) {
        room.bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(1));
        room.eventually(
                SOON,
                () -> parsed()
                        && room.value(
                                        "SELECT count(*) = 7 AND min(seq) = (SELECT seq FROM event_head) FROM pattern_round")
                                .equals(true));
        return await(PatternsAnswer.answer(room.pool, parameters, NOON));
    }

    List<JsonObject> patterns(String kind) {
        JsonArray data =
                answer(new JsonObject().put("kind", new JsonArray().add(kind))).getJsonArray("data");
        return data.stream().map(JsonObject.class::cast).toList();
    }
}
