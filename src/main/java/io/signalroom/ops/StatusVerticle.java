package io.signalroom.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.ledger.Position;
import io.signalroom.ledger.Quarantine;
import io.signalroom.ledger.SignalStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * The node's status board: hears every part, asks the database for the totals, answers the API and tells the browsers
 * when something changed, at most once a second.
 */
public final class StatusVerticle extends VerticleBase {
    private static final long TICK_MILLIS = 1_000;
    private static final int REPEAT_TICKS = 10;
    private static final int QUARANTINE_TICKS = 15;
    private static final int FORGET_TICKS = 30;
    private static final int MOST_PARTS = 200;
    private static final String SOURCE = "source:";

    private final Pool pool;
    private final Bus bus;
    private final JsonObject about;
    private final IntSupplier sockets;
    private final EventLog events = new EventLog();
    private final LagMeters lag;
    private final ParseQueue queue = new ParseQueue();
    private final Quarantine quarantine = new Quarantine();
    private final SignalStore signals = new SignalStore();
    private final Map<String, Part> parts = new TreeMap<>();
    private JsonObject board = new JsonObject();
    private JsonObject sent;
    private long tick;
    private long countAt;
    private Future<Void> reading = Future.succeededFuture();

    /**
     * A board.
     *
     * @param about what does not change: version, startedAt, mode
     * @param sockets open live sockets of this node
     * @param meters takes how far the parsers are behind
     */
    public StatusVerticle(Pool pool, Bus bus, JsonObject about, IntSupplier sockets, MeterRegistry meters) {
        this.pool = pool;
        this.bus = bus;
        this.about = about.copy();
        this.sockets = sockets;
        this.lag = new LagMeters(meters);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TICK_MILLIS, x -> tick());
        return Future.all(
                        bus.listen(Addresses.STATUS_REPORTED, this::heard),
                        bus.serve(Addresses.STATUS_GET, asked -> Future.succeededFuture(new StatusBoard(board))))
                .compose(x -> read());
    }

    private void heard(StatusPart part) {
        if (parts.size() < MOST_PARTS || parts.containsKey(part.part())) {
            parts.put(part.part(), new Part(part.state(), tick));
        }
    }

    private void tick() {
        tick++;
        parts.values().removeIf(part -> tick - part.heardAt > FORGET_TICKS);
        if (reading.isComplete()) {
            reading = read();
        }
    }

    /** The board keeps its last figures while the database is away. */
    private Future<Void> read() {
        return Future.all(events.head(pool), queue.backlog(pool), signals.totals(pool), countQuarantine())
                .map(all -> {
                    lag.show(all.resultAt(1));
                    return compose(all.resultAt(0), all.resultAt(1), all.resultAt(2));
                })
                .otherwise(failure -> board)
                .map(next -> {
                    board = next;
                    tell();
                    return null;
                });
    }

    /** Rarely: an operator looks at it in minutes, not in seconds. */
    private Future<Void> countQuarantine() {
        if (tick < countAt) {
            return Future.succeededFuture();
        }
        countAt = tick + QUARANTINE_TICKS;
        return quarantine.size(pool).map(size -> {
            lag.quarantined(size);
            return null;
        });
    }

    private JsonObject compose(Position head, JsonObject backlog, JsonObject totals) {
        JsonArray sources = new JsonArray();
        parts.entrySet().stream()
                .filter(e -> e.getKey().startsWith(SOURCE))
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(e -> sources.add(e.getValue().state));
        return about.copy()
                .put("epoch", head.epoch())
                .put("seq", head.seq())
                .put("sources", sources)
                .put("parse", backlog)
                .put("demo", part("demo", new JsonObject().put("state", "none")))
                .put("market", part("market", new JsonObject().put("state", "off")))
                .put("cache", part("cache", new JsonObject().put("state", "off")))
                .put("analytics", part("analytics", new JsonObject().put("state", "waiting")))
                .put("totals", totals)
                .put("live", new JsonObject().put("sockets", sockets.getAsInt()));
    }

    private JsonObject part(String name, JsonObject otherwise) {
        Part part = parts.get(name);
        return part == null ? otherwise : part.state;
    }

    private void tell() {
        if (!board.equals(sent) || tick % REPEAT_TICKS == 0) {
            sent = board;
            bus.publishLocal(Addresses.LIVE_STATUS, board);
        }
    }

    private record Part(JsonObject state, long heardAt) {}
}
