package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.KeysChanged;
import io.signalroom.identity.ApiKey;
import io.signalroom.identity.ApiKeys;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.Fault;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.problem.TooManyRequestsException;
import io.signalroom.rate.RateLimiter;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations of the tag Keys: keys, and tokens for them. */
final class KeysApi {
    private static final Logger log = LoggerFactory.getLogger(KeysApi.class);

    private final Pool pool;
    private final Bus bus;
    private final Jwt jwt;
    private final RateLimiter failures;
    private final ApiKeys keys = new ApiKeys();

    /** @param failures limits wrong secrets for one key */
    KeysApi(Pool pool, Bus bus, Jwt jwt, RateLimiter failures) {
        this.pool = pool;
        this.bus = bus;
        this.jwt = jwt;
        this.failures = failures;
    }

    Future<Answer> createToken(Call call) {
        String given = call.body().getString("apiKey");
        return keys.check(pool, given)
                .onSuccess(key -> log.info("a token is made for {}", key.subject()))
                .recover(refusal -> Future.failedFuture(counted(given, refusal)))
                .map(key -> Answer.fresh(new JsonObject()
                        .put("accessToken", jwt.issue(key.subject(), Set.of(key.scope()), Jwt.MAX_LIFE))
                        .put("tokenType", "Bearer")
                        .put("expiresIn", Jwt.MAX_LIFE.toSeconds())
                        .put("scope", key.scope().wire())));
    }

    /** Wrong secrets are counted by the key they are for; a right one passes however many wrong ones were sent. */
    private Throwable counted(String given, Throwable refusal) {
        if (!(refusal instanceof DomainException domain) || domain.failure() != Failure.UNAUTHORIZED) {
            return refusal;
        }
        RateLimiter.Grant grant = failures.take(ApiKey.nameIn(given));
        return grant.granted()
                ? refusal
                : new TooManyRequestsException(failures.perMinute(), "wrong tries", grant.retrySeconds());
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
