package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An invented signal with its post, as {@code GET /signals/{id}} gives it. */
final class CannedDetail {
    private CannedDetail() {}

    static JsonObject of(JsonObject signal) {
        String text = signal.getString("text", post(signal));
        JsonArray spans = new JsonArray();
        span(spans, text, "symbol", 0, signal.getString("symbol"));
        span(spans, text, "side", 0, signal.getString("side"));
        each(spans, text, signal, "entries");
        each(spans, text, signal, "targets");
        span(spans, text, "stopLoss", 0, signal.getString("stopLoss"));
        JsonArray revisions = new JsonArray().add(revision(signal, 1, text));
        if (signal.containsKey("editedAt")) {
            revisions.add(revision(signal, 2, text + "\nUpdated: stop to entry")
                    .put("editedAt", signal.getString("editedAt")));
        }
        JsonArray claims = signal.getJsonArray("claims", new JsonArray());
        if (!signal.containsKey("claims") && signal.containsKey("outcome")) {
            claims.add(new JsonObject()
                    .put("updateId", "sig_none")
                    .put("event", "TARGET_HIT")
                    .put("postedAt", signal.getString("firstSeenAt"))
                    .put("how", "reply")
                    .put("measured", "holds"));
        }
        return signal.copy()
                .put("state", "published")
                .put("text", text)
                .put("spans", spans)
                .put("revisions", revisions)
                .put("updates", new JsonArray())
                .put("judgements", new JsonArray())
                .put("forwardedFrom", signal.getJsonObject("forwardedFrom"))
                .put("claims", claims);
    }

    private static String post(JsonObject signal) {
        return "\uD83D\uDE80 " + signal.getString("side", "") + " #" + signal.getString("symbol", "") + "/USDT\n"
                + "Entry: " + joined(signal, "entries") + "\nTargets: " + joined(signal, "targets") + "\nStop: "
                + signal.getString("stopLoss", "") + "\nNot advice.";
    }

    private static String joined(JsonObject signal, String field) {
        return String.join(
                " - ",
                signal.getJsonArray(field, new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private static void each(JsonArray spans, String text, JsonObject signal, String field) {
        JsonArray values = signal.getJsonArray(field, new JsonArray());
        for (int i = 0; i < values.size(); i++) {
            span(spans, text, field, i, values.getString(i));
        }
    }

    private static void span(JsonArray spans, String text, String field, int index, String value) {
        int start = value == null ? -1 : text.indexOf(value);
        if (start >= 0) {
            spans.add(new JsonObject()
                    .put("field", field)
                    .put("index", index)
                    .put("start", start)
                    .put("end", start + value.length())
                    .put("confidence", 0.9));
        }
    }

    private static JsonObject revision(JsonObject signal, int number, String text) {
        return new JsonObject()
                .put("revision", number)
                .put("firstSeenAt", signal.getString("firstSeenAt"))
                .put("editedAt", null)
                .put("origin", signal.getString("origin"))
                .put("text", text)
                .put("witness", new JsonObject().put("link", number).put("hash", "0".repeat(64)))
                .put("changes", number == 1 ? null : changes(text));
    }

    /** As if all behind the first text were new. */
    private static JsonArray changes(String text) {
        int end = text.lastIndexOf('\n');
        return new JsonArray()
                .add(new JsonObject().put("kind", "same").put("text", text.substring(0, end)))
                .add(new JsonObject().put("kind", "new").put("text", text.substring(end)));
    }
}
