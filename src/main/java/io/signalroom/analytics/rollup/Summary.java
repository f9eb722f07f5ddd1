package io.signalroom.analytics.rollup;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;

/** What a group of rows by origin, kind and direction tells as a whole. */
public final class Summary {
    /** Names of the directions -1, 0 and 1. */
    public static final List<String> SIDES = List.of("bearish", "neutral", "bullish");

    private Summary() {}

    /** As the contract's schema {@code Summary} says; a group may come in several rows. */
    public static JsonObject of(Iterable<Row> totals) {
        Tally tally = new Tally();
        JsonObject byOrigin = new JsonObject();
        JsonObject byKind = new JsonObject();
        JsonObject bySide = new JsonObject();
        SIDES.forEach(side -> bySide.put(side, 0L));
        for (Row row : totals) {
            long signals = row.getLong("signals");
            tally.add(row);
            add(byOrigin, row.getString("origin"), signals);
            add(byKind, row.getString("kind"), signals);
            add(bySide, SIDES.get(row.getShort("direction") + 1), signals);
        }
        return tally.json().put("byOrigin", byOrigin).put("byKind", byKind).put("bySide", bySide);
    }

    /** Adds to one of several counts. */
    public static void add(JsonObject counts, String name, long signals) {
        counts.put(name, counts.getLong(name, 0L) + signals);
    }
}
