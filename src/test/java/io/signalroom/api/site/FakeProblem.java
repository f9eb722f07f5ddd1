package io.signalroom.api.site;

import io.signalroom.problem.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Refusals in the words of the real server. */
final class FakeProblem {
    private FakeProblem() {}

    static void answer(RoutingContext rc, int status, String detail, JsonArray errors) {
        rc.response().setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        rc.end(new JsonObject()
                .put("type", Failure.ofStatus(status).type())
                .put("title", "The request is refused")
                .put("status", status)
                .put("detail", detail)
                .put("requestId", "req-400b")
                .put("errors", errors)
                .encode());
    }
}
