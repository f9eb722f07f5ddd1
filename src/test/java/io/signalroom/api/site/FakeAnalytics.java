package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The operations of analytics as pages see them, with invented figures that are the same each time they are asked for. */
final class FakeAnalytics {

    private static final List<String> ORIGINS = List.of("witnessed", "demo", "imported");

    private final JsonObject lastDay;
    private final boolean empty;

    private FakeAnalytics(JsonObject lastDay, boolean empty) {
        this.lastDay = lastDay;
        this.empty = empty;
    }

    /**
     * Adds the routes.
     *
     * @param lastDay what the dashboard is answered, which names no origin
     * @param empty whether nothing was ever called
     */
    static void mount(Router router, JsonObject lastDay, boolean empty) {
        FakeAnalytics fake = new FakeAnalytics(lastDay, empty);
        router.get("/api/v1/analytics/historical").handler(fake::historical);
        router.get("/api/v1/analytics/channels/leaderboard").handler(fake::leaderboard);
        router.get("/api/v1/analytics/trending").handler(fake::trending);
        router.get("/api/v1/analytics/token/:symbol/stats").handler(fake::token);
        router.get("/api/v1/analytics/patterns").handler(fake::patterns);
        router.get("/api/v1/market/:symbol/candles").handler(fake::candles);
    }

    private void historical(RoutingContext rc) {
        String origin = rc.request().getParam("origin");
        if (origin == null) {
            rc.json(lastDay);
            return;
        }
        Instant now = Instant.now();
        Instant from = time(rc.request().getParam("from"), now);
        Instant to = time(rc.request().getParam("to"), now);
        kept(rc, CannedHistory.of(from, to, rc.request().getParam("bucket"), known(origin)));
    }

    private void leaderboard(RoutingContext rc) {
        int least = Integer.parseInt(rc.request().getParam("minResults"));
        String origin = rc.request().getParam("origin");
        JsonArray boards = new JsonArray();
        if (!known(origin).isEmpty()) {
            boards.add(CannedBoards.board(least).put("origin", origin));
        }
        kept(rc, new JsonObject().put("boards", boards));
    }

    private void trending(RoutingContext rc) {
        String origin = rc.request().getParam("origin");
        boolean none = origin == null ? empty : known(origin).isEmpty(); // left out, all are counted
        kept(
                rc,
                new JsonObject()
                        .put("from", Instant.now().minus(Duration.ofHours(23)).toString())
                        .put("data", none ? new JsonArray() : CannedBoards.trending()));
    }

    private void token(RoutingContext rc) {
        boolean called = !empty && !rc.pathParam("symbol").equals("NOPE");
        kept(rc, CannedBoards.token(rc.pathParam("symbol"), rc.request().getParam("origin"), called));
    }

    private void patterns(RoutingContext rc) {
        String kinds = rc.request().getParam("kind");
        JsonArray data = new JsonArray();
        if (!known(rc.request().getParam("origin")).isEmpty()) {
            CannedPatterns.all(rc.request().getParam("origin")).stream()
                    .filter(it -> kinds == null || List.of(kinds.split(",")).contains(it.getString("kind")))
                    .forEach(data::add);
        }
        kept(rc, new JsonObject().put("data", data));
    }

    private void candles(RoutingContext rc) {
        rc.json(CannedBoards.candles(rc.pathParam("symbol"), rc.request().getParam("feed")));
    }

    private List<String> known(String origins) {
        return empty
                ? List.of()
                : ORIGINS.stream().filter(List.of(origins.split(","))::contains).toList();
    }

    private static void kept(RoutingContext rc, JsonObject answer) {
        rc.response().putHeader("X-Cache", "HIT").putHeader("Age", "34");
        rc.json(answer);
    }

    private static Instant time(String value, Instant now) {
        if (value == null) {
            return now;
        }
        if (value.startsWith("-")) {
            String unit = value.endsWith("d") ? "P" : "PT";
            return now.minus(Duration.parse(unit + value.substring(1).toUpperCase(Locale.ROOT)));
        }
        return Instant.parse(value.length() == "2026-01-01".length() ? value + "T00:00:00Z" : value);
    }
}
