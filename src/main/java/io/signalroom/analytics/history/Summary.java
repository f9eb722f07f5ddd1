package io.signalroom.analytics.history;

import io.signalroom.analytics.rollup.CellSql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.TreeMap;

/** What sums tell as a whole: rows with the columns {@link CellSql#WIDE} and an origin. */
public final class Summary {
    private Summary() {}

    /** As the contract's schema {@code Summary} says. */
    public static JsonObject of(Iterable<Row> rows) {
        Tally tally = new Tally();
        JsonObject byOrigin = new JsonObject();
        JsonObject byKind = new JsonObject();
        JsonObject bySide = new JsonObject();
        Map<String, Tally> origins = new TreeMap<>();
        CellSql.SIDES.forEach(side -> bySide.put(side, 0L));
        for (Row row : rows) {
            tally.add(row);
            origins.computeIfAbsent(row.getString("origin"), x -> new Tally()).add(row);
            add(byOrigin, row.getString("origin"), row.getLong("signals"));
            split(row, byKind, bySide);
        }
        JsonObject parted = new JsonObject();
        origins.forEach((origin, own) -> parted.put(origin, own.json()));
        return tally.json()
                .put("byOrigin", byOrigin)
                .put("byKind", byKind)
                .put("bySide", bySide)
                .put("origins", parted);
    }

    /** Adds a row's signals by kind, those that there are, and by direction: {@link CellSql#SPLITS} before the counts. */
    static void split(Row row, JsonObject byKind, JsonObject bySide) {
        int side = Tally.first(row) - CellSql.SPLITS.size();
        int kind = side + CellSql.SIDES.size();
        for (int i = 0; i < CellSql.SIDES.size(); i++) {
            String name = CellSql.SIDES.get(i);
            bySide.put(name, bySide.getLong(name, 0L) + row.getLong(side + i));
        }
        for (int i = 0; i < CellSql.KINDS.size(); i++) {
            add(byKind, CellSql.KINDS.get(i), row.getLong(kind + i));
        }
    }

    private static void add(JsonObject counts, String name, long signals) {
        if (signals > 0) {
            counts.put(name, counts.getLong(name, 0L) + signals);
        }
    }
}
