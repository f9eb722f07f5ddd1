package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The form of a list: its page, and the same links as a header (RFC 8288). */
final class Paging {
    private Paging() {}

    /**
     * A page of a list.
     *
     * @param next cursor of the page behind it
     * @param prev cursor of the page before it
     * @param total how many there are in all, if that was asked for
     */
    static Answer answer(
            Call call,
            JsonArray data,
            Optional<String> next,
            Optional<String> prev,
            Optional<JsonObject> total,
            JsonObject more) {
        JsonObject page = new JsonObject()
                .put("next", next.orElse(null))
                .put("prev", prev.orElse(null))
                .put("hasMore", next.isPresent());
        total.ifPresent(counted -> page.put("total", counted));
        JsonObject body = new JsonObject().put("data", data).put("page", page).mergeIn(more);
        List<String> links = new ArrayList<>();
        next.ifPresent(c -> links.add("<" + call.withCursor(c) + ">; rel=\"next\""));
        prev.ifPresent(c -> links.add("<" + call.withCursor(c) + ">; rel=\"prev\""));
        Answer answer = Answer.ok(body);
        return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
    }
}
