package io.signalroom.api.site;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lists of signals and names as the API answers them: the filters that the tests use, keyset pages, totals, refusals. */
final class FakeSignalList {

    private static final List<String> FILTERS = List.of(
            "token", "side", "kind", "channel", "origin", "outcome", "conf", "after", "before", "is", "r", "state");
    private static final int COUNTED = 10_000;

    private final Supplier<List<JsonObject>> signals;
    private final Supplier<JsonObject> asOf;

    FakeSignalList(Supplier<List<JsonObject>> signals, Supplier<JsonObject> asOf) {
        this.signals = signals;
        this.asOf = asOf;
    }

    void mount(Router router) {
        router.get("/api/v1/signals").handler(this::list);
        router.get("/api/v1/signals/:id").handler(this::one);
        router.get("/api/v1/signals/:id/elsewhere").handler(this::elsewhere);
    }

    private void list(RoutingContext rc) {
        Map<String, String> filters = new HashMap<>();
        String kind = rc.request().getParam("kind");
        if (kind != null) {
            filters.put("kind", kind);
        }
        for (String term : rc.request().getParam("q", "").split("\\s+")) {
            int colon = term.indexOf(':');
            if (colon > 0 && !FILTERS.contains(term.substring(0, colon))) {
                refuse(rc, term.substring(0, colon));
                return;
            }
            if (!term.isEmpty()) {
                filters.put(colon < 0 ? "word" : term.substring(0, colon), term.substring(colon + 1));
            }
        }
        List<JsonObject> found = signals.get().stream()
                .filter(signal -> filters.entrySet().stream().allMatch(filter -> fits(signal, filter)))
                .sorted(order(rc.request().getParam("sort", "-postedAt")))
                .toList();
        rc.json(page(rc, found));
    }

    private JsonObject page(RoutingContext rc, List<JsonObject> found) {
        int limit = Integer.parseInt(rc.request().getParam("limit", "50"));
        int from = Integer.parseInt(rc.request().getParam("cursor", "0"));
        int to = Math.min(found.size(), from + limit);
        JsonObject page = new JsonObject()
                .put("next", to < found.size() ? Integer.toString(to) : null)
                .put("prev", from > 0 ? Integer.toString(Math.max(0, from - limit)) : null)
                .put("hasMore", to < found.size());
        if ("total".equals(rc.request().getParam("include"))) {
            page.put(
                    "total",
                    new JsonObject()
                            .put("count", Math.min(COUNTED, found.size()))
                            .put("exact", found.size() <= COUNTED));
        }
        return new JsonObject()
                .put("data", new JsonArray(found.subList(from, to)))
                .put("page", page)
                .put("asOf", asOf.get());
    }

    private static Comparator<JsonObject> order(String sort) {
        Comparator<JsonObject> byTime = Comparator.comparing(signal -> signal.getString("postedAt"));
        return switch (sort) {
            case "postedAt" -> byTime;
            case "-r" -> Comparator.comparing(FakeSignalList::result).reversed();
            case "r" -> Comparator.comparing(FakeSignalList::result);
            default -> byTime.reversed();
        };
    }

    private static double result(JsonObject signal) {
        return signal.getJsonObject("outcome", new JsonObject()).getDouble("r", -99.0);
    }

    private static boolean fits(JsonObject signal, Map.Entry<String, String> filter) {
        Predicate<String> among = value -> value != null
                && Arrays.asList(filter.getValue().toLowerCase(Locale.ROOT).split(","))
                        .contains(value.toLowerCase(Locale.ROOT));
        return switch (filter.getKey()) {
            case "token" -> among.test(signal.getString("symbol"));
            case "kind" -> among.test(signal.getString("kind"));
            case "origin" -> among.test(signal.getString("origin"));
            case "channel" -> among.test(signal.getJsonObject("channel").getString("username"));
            case "outcome" ->
                among.test(signal.getJsonObject("outcome", new JsonObject()).getString("state"));
            case "side" ->
                filter.getValue().equals("short") == "SHORT".equals(signal.getString("side"))
                        && signal.containsKey("side");
            case "word" -> signal.encode().contains(filter.getValue());
            default -> true;
        };
    }

    private void one(RoutingContext rc) {
        signals.get().stream()
                .filter(signal -> signal.getString("id").equals(rc.pathParam("id")))
                .findFirst()
                .ifPresentOrElse(
                        signal -> rc.json(CannedDetail.of(signal)), () -> problem(rc, 404, "There is no such signal"));
    }

    /** A signal as its page has it from the server. */
    Future<Optional<JsonObject>> shown(String id) {
        return Future.succeededFuture(signals.get().stream()
                .filter(signal -> signal.getString("id").equals(id))
                .map(CannedDetail::of)
                .findFirst());
    }

    /** The same coin in the same direction; the second one repeats the first. */
    private void elsewhere(RoutingContext rc) {
        JsonObject own = signals.get().stream()
                .filter(signal -> signal.getString("id").equals(rc.pathParam("id")))
                .findFirst()
                .orElseThrow();
        List<JsonObject> same = signals.get().stream()
                .filter(signal -> !signal.getJsonObject("channel").equals(own.getJsonObject("channel")))
                .filter(signal -> List.of("symbol", "side", "kind").stream()
                        .allMatch(name -> Objects.equals(signal.getString(name), own.getString(name))))
                .sorted(order("postedAt"))
                .limit(3)
                .map(JsonObject::copy)
                .toList();
        if (same.size() > 1) {
            same.get(1)
                    .put(
                            "copyOf",
                            new JsonObject()
                                    .put("id", same.get(0).getString("id"))
                                    .put("likeness", 0.94));
        }
        rc.json(new JsonObject().put("data", new JsonArray(same)));
    }

    private static void refuse(RoutingContext rc, String name) {
        problem(rc, 400, "There is no filter " + name + ":. A word that holds a colon goes in quotes.");
    }

    private static void problem(RoutingContext rc, int status, String detail) {
        rc.response().setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        rc.end(new JsonObject()
                .put("title", "The request does not fit the contract")
                .put("status", status)
                .put("detail", detail)
                .put("requestId", "req-400a")
                .encode());
    }
}
