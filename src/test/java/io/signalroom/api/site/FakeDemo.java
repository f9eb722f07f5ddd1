package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The demo as pages see it. */
final class FakeDemo {
    private static final int POSTS = 100_000;

    private final Runnable told;
    private volatile JsonObject state;

    /** One that is loaded. @param told when a request has changed it */
    FakeDemo(Runnable told) {
        this.told = told;
        is("ready", POSTS, POSTS);
    }

    /** Changes it, and tells nobody. */
    void is(String word, int done, int total) {
        state = new JsonObject().put("state", word).put("done", done).put("total", total);
    }

    JsonObject json() {
        return state;
    }

    /** Adds the operation that loads it. @param keys who may */
    void mount(Router router, FakeKeys keys) {
        router.post("/api/v1/demo").handler(keys::guard).handler(this::load);
    }

    private void load(RoutingContext rc) {
        if (!state.getString("state").equals("none") || rc.request().getHeader("Idempotency-Key") == null) {
            FakeProblem.answer(rc, 409, "A demo is being loaded: DELETE /api/v1/demo ends it.", new JsonArray());
            return;
        }
        is("loading", 0, POSTS);
        rc.response().setStatusCode(202);
        rc.json(state);
        told.run();
    }
}
