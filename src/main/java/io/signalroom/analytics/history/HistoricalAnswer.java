package io.signalroom.analytics.history;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers {@code getHistorical}: a series, a summary with the period before beside it, and the most called tokens. */
public final class HistoricalAnswer {

    private HistoricalAnswer() {}

    /** The answer as the contract's schema {@code Historical} says. */
    public static Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now) {
        Cells cells = new Cells(sql);
        Reach reach = new Reach(sql);
        HistoricalQuery query = HistoricalQuery.of(parameters, now);
        HistoricalQuery recent = query.recent();
        Future<List<Row>> series = cells.series(query);
        Future<List<Row>> before = cells.totals(query.previous());
        Future<Reach.Found> found = reach.found(recent);
        Future<JsonObject> latency = reach.latency(recent);
        return Future.all(List.of(series, before, found, latency)).map(x -> {
            JsonObject answer = new JsonObject()
                    .put("from", query.begin().toString())
                    .put("to", query.to().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("bucket", query.bucket().wire())
                    .put("series", steps(series.result()))
                    .put(
                            "summary",
                            Summary.of(series.result())
                                    .put("previous", Summary.of(before.result()))
                                    .put("channels", found.result().channels())
                                    .put("tokens", found.result().tokens())
                                    .mergeIn(latency.result()))
                    .put("tokens", found.result().list());
            return recent.from().equals(query.begin())
                    ? answer
                    : answer.put(
                            "tokensFrom",
                            recent.from().truncatedTo(ChronoUnit.SECONDS).toString());
        });
    }

    private static JsonArray steps(List<Row> rows) {
        Map<Instant, JsonObject> steps = new LinkedHashMap<>();
        Map<Instant, Tally> tallies = new LinkedHashMap<>();
        for (Row row : rows) {
            Instant at = row.getOffsetDateTime("at").toInstant();
            JsonObject step = steps.computeIfAbsent(
                    at, x -> new JsonObject().put("at", at.toString()).put("byKind", new JsonObject()));
            Summary.split(row, step.getJsonObject("byKind"), step);
            tallies.computeIfAbsent(at, x -> new Tally()).add(row);
        }
        JsonArray list = new JsonArray();
        steps.forEach((at, step) -> list.add(step.mergeIn(tallies.get(at).json())));
        return list;
    }
}
