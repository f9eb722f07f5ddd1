package io.signalroom.analytics.history;

import io.signalroom.analytics.rank.Shares;
import io.signalroom.analytics.rollup.CellSql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up cells and says what they tell: counts, how calls turned out, the share of wins, the mean result. */
final class Tally {
    private static final List<String> STATES =
            List.of("no_data", "waiting", "open", "unfilled", "all_targets", "stopped", "expired");
    private static final List<String> COUNTS =
            List.of("signals", "edited", "deleted", "results", "wins", "in_r", "sum_r");
    private static final double MILLION = 1e6;

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** Adds a row with {@link CellSql#NAMES}. */
    void add(Row row) {
        STATES.forEach(name -> counts.merge(name, row.getLong(name), Long::sum));
        COUNTS.forEach(name -> counts.merge(name, row.getLong(name), Long::sum));
    }

    private long number(String name) {
        return counts.getOrDefault(name, 0L);
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
