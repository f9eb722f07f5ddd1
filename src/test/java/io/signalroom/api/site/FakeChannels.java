package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Channels and imports as pages see them. Whoever changes something needs a token. */
final class FakeChannels {
    private static final List<List<String>> STATES = List.of(
            List.of("reading", ""),
            List.of("stale", "check_admin"),
            List.of("conflict", "free_bot"),
            List.of("blocked", "mend_source"),
            List.of("paused", "set_token"),
            List.of("imported", "add_bot"),
            List.of("waiting", "add_bot"),
            List.of("retrying", "wait"));

    private final Supplier<List<JsonObject>> signals;
    private final Map<String, JsonObject> added = new TreeMap<>();
    private final Map<String, JsonObject> imports = new TreeMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    private FakeChannels(Supplier<List<JsonObject>> signals) {
        this.signals = signals;
    }

    /**
     * Adds the routes.
     *
     * @param signals whose channels there are
     * @param keys who may change something
     */
    static void mount(Router router, Supplier<List<JsonObject>> signals, FakeKeys keys) {
        FakeChannels fake = new FakeChannels(signals);
        router.get("/api/v1/channels").handler(fake::list);
        router.get("/api/v1/channels/preview").handler(keys::guard).handler(FakeChannels::preview);
        router.get("/api/v1/channels/:id").handler(fake::one);
        router.post("/api/v1/channels").handler(keys::guard).handler(fake::add);
        router.route("/api/v1/imports*").handler(keys::guard);
        router.get("/api/v1/imports").handler(rc -> rc.json(listOf(new JsonArray(List.copyOf(fake.imports.values())))));
        router.post("/api/v1/imports").handler(fake::upload);
        router.get("/api/v1/imports/:id").handler(fake::progress);
        router.delete("/api/v1/imports/:id").handler(fake::undo);
    }

    private static JsonObject listOf(JsonArray data) {
        return new JsonObject().put("data", data).put("page", new JsonObject().putNull("next"));
    }

    private List<JsonObject> all() {
        List<JsonObject> channels = new ArrayList<>(added.values());
        List<JsonObject> known = signals.get().stream()
                .map(signal -> signal.getJsonObject("channel"))
                .distinct()
                .toList();
        for (int i = 0; i < known.size(); i++) {
            channels.add(told(known.get(i), i));
        }
        return channels;
    }

    private void list(RoutingContext rc) {
        String part = rc.request().getParam("q", "").toLowerCase(Locale.ROOT);
        int limit = Integer.parseInt(rc.request().getParam("limit", "50"));
        JsonArray found = new JsonArray();
        all().stream()
                .filter(channel -> channel.encode().toLowerCase(Locale.ROOT).contains(part))
                .limit(limit)
                .forEach(found::add);
        rc.json(listOf(found));
    }

    /** Only one channel is public. */
    private static void preview(RoutingContext rc) {
        if (!rc.request().getParam("username").equals("desk_notes")) {
            FakeProblem.answer(rc, 404, "There is no such thing", new JsonArray());
            return;
        }
        JsonObject call = new JsonObject("""
                {"kind":"trade_signal","confidence":0.98,"symbol":"ARB","quote":"USDT","side":"SHORT","entries":["1.1034"],
                 "targets":["1.05"],"stopLoss":"1.1365","spans":[]}""");
        JsonArray posts = new JsonArray()
                .add(previewed("ARB short from $1.1034, stop 1.1365, target 1.05", new JsonArray().add(call)))
                .add(previewed("Good morning \u202Eeveryone <img src=x onerror=alert(1)>", new JsonArray()));
        rc.json(new JsonObject()
                .put(
                        "channel",
                        new JsonObject()
                                .put("telegramId", "1987654321")
                                .put("username", "Desk_Notes")
                                .put("title", "Notes from the desk")
                                .put("subscribers", "27.4K"))
                .put("posts", posts));
    }

    private static JsonObject previewed(String text, JsonArray signals) {
        return new JsonObject()
                .put("messageId", 4)
                .put("postedAt", Instant.now().minus(Duration.ofHours(2)).toString())
                .put("edited", !signals.isEmpty())
                .putNull("forwardedFrom")
                .put("text", text)
                .put("reading", new JsonObject().put("kind", "noise").put("signals", signals));
    }

    private static final JsonObject WITNESS = new JsonObject()
            .put("links", 23)
            .put("hash", "0".repeat(64))
            .put(
                    "gaps",
                    new JsonObject()
                            .put("missing", 2)
                            .put("atLeast", false)
                            .put("newest", new JsonArray())
                            .put("times", missedTimes()))
            .put("lag", new JsonObject().put("posts", 22).put("median", 0.4).put("p95", 1.9));

    private static JsonArray missedTimes() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("source", "bot_api")
                        .put("from", "2026-02-03T08:00:00Z")
                        .put("to", "2026-02-03T14:00:00Z")
                        .put("noticedAt", "2026-02-04T14:00:00Z"));
    }

    private void one(RoutingContext rc) {
        all().stream()
                .filter(channel -> channel.getString("id").equals(rc.pathParam("id")))
                .findFirst()
                .ifPresentOrElse(
                        channel -> rc.json(channel.copy().putNull("claims").put("witness", WITNESS)),
                        () -> FakeProblem.answer(rc, 404, "There is no such channel", new JsonArray()));
    }

    /** A channel in one of the states, with figures of its own. */
    private static JsonObject told(JsonObject channel, int i) {
        List<String> state = STATES.get(i % STATES.size());
        boolean silent = state.get(0).equals("waiting");
        Instant last = Instant.now().minus(Duration.ofMinutes(3L + 400L * i));
        return channel.copy()
                .put("origin", state.get(0).equals("imported") ? "imported" : "witnessed")
                .put("source", "bot_api")
                .put("posts", silent ? 0 : 1000 + i)
                .put("edits", 30)
                .put("deletions", 4)
                .put("signals", silent ? 0 : 400)
                .put("firstPostAt", silent ? null : "2026-01-01T00:00:00Z")
                .put("lastPostAt", silent ? null : last.toString())
                .put("createdAt", "2026-01-01T00:00:00Z")
                .put("state", state.get(0))
                .put("reason", state.get(0).equals("blocked") ? "Telegram refuses the bot's token." : null)
                .put("cure", state.get(1).isEmpty() ? null : state.get(1))
                .put("countedFrom", "2026-02-01T00:00:00Z")
                .put("postsPerDay", silent ? null : 3.5 * (i + 1))
                .put("signalShare", silent ? null : share(40 + i, 100))
                .put("edited", silent ? null : share(i, 40))
                .put("deleted", silent ? null : share(1, 40))
                .put("record", silent ? null : record(i));
    }

    private static JsonObject record(int i) {
        int calls = i % 3 == 2 ? 9 : 60;
        return new JsonObject()
                .put("origin", "witnessed")
                .put("period", "90d")
                .put("withStop", true)
                .put("ranked", calls >= 20)
                .put("winRate", share(calls / 2 + i % 4, calls));
    }

    private static JsonObject share(int hits, int of) {
        double share = (double) hits / of;
        return new JsonObject()
                .put("hits", hits)
                .put("of", of)
                .put("share", share)
                .put("lower", Math.max(0, share - 0.1))
                .put("upper", Math.min(1, share + 0.1));
    }

    private void add(RoutingContext rc) {
        rc.request().body().onSuccess(body -> {
            JsonObject given = body.toJsonObject();
            if ("no".equals(given.getString("username"))) {
                String detail = "A username has four characters at least.";
                FakeProblem.answer(
                        rc,
                        400,
                        "The request does not fit the contract",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("pointer", "/body/username")
                                        .put("detail", detail)));
                return;
            }
            String id = given.getString("telegramId", "-7");
            JsonObject made = told(
                    new JsonObject()
                            .put("id", id)
                            .put("username", given.getString("username"))
                            .put("title", given.getString("title")),
                    6);
            added.put(id, made);
            rc.response().setStatusCode(201);
            rc.json(made);
        });
    }

    private void upload(RoutingContext rc) {
        rc.request().body().onSuccess(body -> {
            boolean dryRun = "true".equals(rc.request().getParam("dryRun"));
            JsonObject made = new JsonObject()
                    .put("id", "imp_" + (imports.size() + 1))
                    .put("state", "uploaded")
                    .put("dryRun", dryRun)
                    .put("createdBy", "fake")
                    .put("createdAt", Instant.now().toString())
                    .put(
                            "progress",
                            new JsonObject()
                                    .put("bytes", 0)
                                    .put("bytesTotal", body.length())
                                    .put("posts", 0));
            imports.put(made.getString("id"), made);
            rc.response().setStatusCode(202);
            rc.json(made);
        });
    }

    private void progress(RoutingContext rc) {
        JsonObject it = imports.get(rc.pathParam("id"));
        String state = it.getString("state");
        if (state.equals("uploaded")) {
            it.put("state", "running").getJsonObject("progress").put("posts", 12);
        } else if (state.equals("running")) {
            it.put("state", "done").put("report", CannedReport.of(asked.incrementAndGet()));
        } else if (state.equals("undoing")) {
            it.put("state", "undone");
        }
        rc.json(it);
    }

    private void undo(RoutingContext rc) {
        JsonObject it = imports.get(rc.pathParam("id"));
        it.put("state", "undoing")
                .put("undo", new JsonObject().put("total", 40).put("removed", 0).put("kept", 0));
        rc.response().setStatusCode(202);
        rc.json(it);
    }
}
