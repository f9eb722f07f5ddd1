package io.signalroom.api.site;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may do what: one key gives tokens, which end when a test says so. Reading is open unless a test closes it. */
final class FakeKeys {
    /** The one key; it may do everything. */
    static final String KEY = "sgr_fake_secret";

    private static final String TOKENS = "/api/v1/auth/token";

    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean closed;

    /** From now on nothing is read without a token. */
    void closeReading() {
        closed = true;
    }

    boolean readingIsClosed() {
        return closed;
    }

    /** No token that was given is good any more. */
    void endTokens() {
        good.clear();
    }

    /** How many tokens were given. */
    int made() {
        return made.get();
    }

    /** How many tokens came that were not good. */
    int refused() {
        return refused.get();
    }

    /** Adds the operation that makes tokens, and keeps the others of the API closed if they are. */
    void mount(Router router) {
        router.post(TOKENS).handler(this::token);
        router.route("/api/v1/*").handler(rc -> {
            if (closed && !rc.request().path().equals(TOKENS)) {
                guard(rc);
            } else {
                rc.next();
            }
        });
    }

    /** Lets only those go on who have a token. */
    void guard(RoutingContext rc) {
        if (admits(rc.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            rc.next();
        } else {
            FakeProblem.answer(rc, 401, "A token is needed", new JsonArray());
        }
    }

    /** @param authorization as it stands in the header; null if there is none */
    boolean admits(String authorization) {
        boolean admitted = authorization != null && good.contains(authorization);
        if (authorization != null && !admitted) {
            refused.incrementAndGet();
        }
        return admitted;
    }

    private void token(RoutingContext rc) {
        rc.request().body().onSuccess(body -> {
            if (!KEY.equals(body.toJsonObject().getString("apiKey"))) {
                FakeProblem.answer(rc, 401, "There is no such key", new JsonArray());
                return;
            }
            String token = "token-" + made.incrementAndGet();
            good.add("Bearer " + token);
            rc.json(new JsonObject()
                    .put("accessToken", token)
                    .put("expiresIn", 900)
                    .put("scope", "admin"));
        });
    }
}
