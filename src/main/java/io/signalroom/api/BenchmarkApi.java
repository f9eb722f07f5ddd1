package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The operation {@code runBenchmark}: what does the cache spare, on this machine, with these data? */
final class BenchmarkApi {
    /** The longest that one answer may take: the first of each kind, both series and the last of each fit into a request. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static final Duration COMPUTING = Duration.ofSeconds(1);
    private static final Duration CACHED = Duration.ofMillis(400);

    private final Bus bus;

    BenchmarkApi(Bus bus) {
        this.bus = bus;
    }

    /** A question that is worth measuring, and how to read from its answer how many signals it covers. */
    private enum Subject {
        HISTORICAL(
                "getHistorical",
                new JsonObject().put("from", "-8760h").put("bucket", "day"),
                answer -> answer.getJsonObject("summary").getLong("signals")),
        TOKEN_STATS("getTokenStats", new JsonObject().put("symbol", "BTC"), answer -> answer.getLong("signals")),
        LEADERBOARD(
                "getLeaderboard",
                new JsonObject().put("period", "all").put("limit", 200),
                answer -> sum(
                        answer.getJsonArray("boards"),
                        board -> sum(
                                board.getJsonArray("data"),
                                line -> line.getJsonObject("card")
                                        .getJsonObject("counts")
                                        .getLong("calls")))),
        PATTERNS(
                "getPatterns",
                new JsonObject().put("limit", 200),
                answer -> sum(answer.getJsonArray("data"), pattern -> pattern.getLong("signalCount"))),
        TRENDING(
                "getTrending",
                new JsonObject().put("limit", 60),
                answer -> sum(answer.getJsonArray("data"), line -> line.getLong("signals")));

        private final CachedQuery query;
        private final ToLongFunction<JsonObject> records;

        Subject(String operation, JsonObject parameters, ToLongFunction<JsonObject> records) {
            this.query = new CachedQuery(operation, parameters);
            this.records = records;
        }

        private static long sum(JsonArray list, ToLongFunction<JsonObject> value) {
            return list.stream().map(JsonObject.class::cast).mapToLong(value).sum();
        }

        static Subject of(String operation) {
            return Arrays.stream(values())
                    .filter(s -> s.query.operation().equals(operation))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Asks the analytics so often, then the cache as often, one after the other. Each has a run before that is not measured;
     * the cache's fills it. A slow series ends early rather than outlast the request; then both, or the cache's alone, have fewer
     * runs, and what was spared is counted over as many.
     */
    Future<Answer> runBenchmark(Call call) {
        Subject subject = Subject.of(call.text("operation").orElseThrow());
        int runs = Math.toIntExact(call.whole("n"));
        return compute(subject)
                .compose(x -> Timings.of(runs, COMPUTING, () -> compute(subject)))
                .compose(computed -> cached(subject)
                        .compose(first -> Timings.of(computed.results().size(), CACHED, () -> cached(subject))
                                .map(cached -> json(subject, computed, first, cached))))
                .map(Answer::fresh);
    }

    private Future<CachedAnswer> compute(Subject subject) {
        return bus.request(Addresses.ANALYTICS_GET, subject.query, PATIENCE);
    }

    private Future<ReadyAnswer> cached(Subject subject) {
        return bus.<CachedQuery, ReadyAnswer>requestLocal(Addresses.CACHE_GET, subject.query, PATIENCE)
                .map(found -> found.orElseThrow(() -> new DomainException(
                        Failure.UNAVAILABLE, "The cache is off: set CACHE_ENABLED=true and start again.")));
    }

    private static JsonObject json(
            Subject subject, Timings<CachedAnswer> computed, ReadyAnswer first, Timings<ReadyAnswer> cached) {
        long ran = queries(computed, computed.results().size());
        long ranAnyway = computations(first, cached);
        double ratio = computed.millis(0.5) / Math.max(0.001, cached.millis(0.5));
        return new JsonObject()
                .put("operation", subject.query.operation())
                .put("parameters", words(subject.query.parameters()))
                .put(
                        "computed",
                        computed.json().put("runs", computed.results().size()).put("queries", ran))
                .put(
                        "cached",
                        cached.json().put("runs", cached.results().size()).put("queries", ranAnyway))
                .put("ratio", Math.round(ratio * 10) / 10.0)
                .put(
                        "records",
                        subject.records.applyAsLong(
                                computed.results().get(0).body().toJsonObject()))
                .put("queriesSaved", queries(computed, cached.results().size()) - ranAnyway);
    }

    /** Values as the contract has them: as they would stand in an address. */
    private static JsonObject words(JsonObject parameters) {
        JsonObject words = new JsonObject();
        parameters.forEach(p -> words.put(p.getKey(), String.valueOf(p.getValue())));
        return words;
    }

    private static long queries(Timings<CachedAnswer> computed, int runs) {
        return computed.results().stream()
                .limit(runs)
                .mapToLong(CachedAnswer::queries)
                .sum();
    }

    /** Statements of the answers that came to be while the cache was measured: each counts once, however often it was given. */
    private static long computations(ReadyAnswer first, Timings<ReadyAnswer> cached) {
        Map<Instant, Integer> queries = new HashMap<>();
        cached.results().forEach(answer -> queries.put(answer.computedAt(), answer.queries()));
        queries.remove(first.computedAt());
        return queries.values().stream().mapToLong(Integer::longValue).sum();
    }
}
