package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What came of an import, invented. */
final class CannedReport {
    private CannedReport() {}

    /** A report; the counts differ with the number. */
    static JsonObject of(int number) {
        JsonObject channel = new JsonObject()
                .put("id", "1987654321")
                .put("title", "Harbor Light Signals")
                .put("posts", 40 + number)
                .put("created", 38)
                .put("same", number)
                .put("changed", 2);
        return new JsonObject()
                .put("channels", 1)
                .put("created", 38)
                .put("same", number)
                .put("changed", 2)
                .put("skipped", 3)
                .put("failed", 1)
                .put("complete", true)
                .put("problems", new JsonArray().add("One message has no time and was left out."))
                .put("byChannel", new JsonArray().add(channel));
    }
}
