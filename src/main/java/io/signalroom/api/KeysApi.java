package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.KeysChanged;
import io.signalroom.identity.ApiKey;
import io.signalroom.identity.ApiKeys;
import io.signalroom.problem.Failure;
import io.signalroom.problem.Fault;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The operations of the tag Keys: keys, and tokens for them. */
final class KeysApi {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private final Pool pool;
    private final Bus bus;
    private final Jwt jwt;
    private final ApiKeys keys = new ApiKeys();

    KeysApi(Pool pool, Bus bus, Jwt jwt) {
        this.pool = pool;
        this.bus = bus;
        this.jwt = jwt;
    }

    Future<Answer> createToken(Call call) {
        return keys.check(pool, call.body().getString("apiKey"))
                .map(key -> Answer.fresh(new JsonObject()
                        .put("accessToken", jwt.issue(key.subject(), Set.of(key.scope()), TOKEN_LIFE))
                        .put("tokenType", "Bearer")
                        .put("expiresIn", TOKEN_LIFE.toSeconds())
                        .put("scope", key.scope().wire())));
    }

    Future<Answer> listKeys(Call call) {
        return keys.list(pool).map(all -> {
            JsonArray data = new JsonArray();
            all.forEach(key -> data.add(json(key)));
            return Answer.fresh(new JsonObject().put("data", data));
        });
    }

    Future<Answer> createKey(Call call) {
        JsonObject body = call.body();
        Scope scope = Scope.ofWire(body.getString("scope")).orElseThrow();
        if (body.getString("name").isBlank()) {
            throw new FaultyRequestException(
                    Failure.INVALID_REQUEST, List.of(new Fault("/body/name", "A key needs a name.")));
        }
        return keys.create(
                        pool,
                        body.getString("name").strip(),
                        scope,
                        call.caller().orElseThrow().subject())
                .map(issued -> Answer.fresh(json(issued.key()).put("apiKey", issued.text()))
                        .as(201));
    }

    Future<Answer> revokeKey(Call call) {
        return keys.revoke(pool, call.text("id").orElseThrow()).map(key -> {
            bus.publish(Addresses.KEYS_CHANGED, new KeysChanged());
            return Answer.done();
        });
    }

    private static JsonObject json(ApiKey key) {
        JsonObject json = new JsonObject()
                .put("id", key.id())
                .put("name", key.name())
                .put("scope", key.scope().wire())
                .put("createdBy", key.createdBy())
                .put("createdAt", key.createdAt().toString());
        key.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
        key.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        return json;
    }
}
