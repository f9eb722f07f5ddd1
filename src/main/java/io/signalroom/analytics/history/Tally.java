package io.signalroom.analytics.history;

import io.signalroom.analytics.rank.Shares;
import io.signalroom.analytics.rollup.CellSql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Adds up cells and says what they tell: counts, how calls turned out, the share of wins, the mean result. */
final class Tally {
    private static final List<String> STATES =
            List.of("no_data", "waiting", "open", "unfilled", "all_targets", "stopped", "expired");
    private static final double MILLION = 1e6;

    private final long[] counts = new long[CellSql.NAMES.size()];

    /** Adds a row with {@link CellSql#NAMES} side by side. */
    void add(Row row) {
        int first = first(row);
        for (int i = 0; i < counts.length; i++) {
            counts[i] += row.getLong(first + i);
        }
    }

    /** Where they begin; a look for each by its name would cost more than the rest. */
    static int first(Row row) {
        return row.getColumnIndex(CellSql.NAMES.get(0));
    }

    private long number(String name) {
        return counts[CellSql.NAMES.indexOf(name)];
    }

    /** As the contract's schema {@code Tally} says. */
    JsonObject json() {
        JsonObject outcomes = new JsonObject();
        STATES.stream().filter(state -> number(state) > 0).forEach(state -> outcomes.put(state, number(state)));
        long inR = number("in_r");
        return new JsonObject()
                .put("signals", number("signals"))
                .put("edited", number("edited"))
                .put("deleted", number("deleted"))
                .put("outcomes", outcomes)
                .put("winRate", Shares.json(number("wins"), number("results")))
                .put("averageR", Shares.rounded(inR == 0 ? null : number("sum_r") / MILLION / inR))
                .put("averageROf", inR);
    }
}
