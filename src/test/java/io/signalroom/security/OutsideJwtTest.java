package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.config.AppConfig;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer outside. */
class OutsideJwtTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final IssuerKey RSA = IssuerKey.rsa("rsa", 2048);
    private static final IssuerKey CURVE = IssuerKey.curve("curve");
    private static final IssuerKey SHORT = IssuerKey.rsa("short", 1024);
    private static final AppConfig.Issuer ISSUER =
            new AppConfig.Issuer("https://login.example", URI.create("https://login.example/keys"), "signalroom-api");

    private final OutsideJwt outside = new OutsideJwt(VERTX, ISSUER);

    @BeforeEach
    void publish() {
        assertThat(outside.use(set(RSA.jwk(), CURVE.jwk(), SHORT.jwk()))).isEqualTo(2);
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private static JsonObject set(JsonObject... keys) {
        return new JsonObject().put("keys", new JsonArray(java.util.List.of((Object[]) keys)));
    }

    private static JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "https://login.example")
                .put("aud", "signalroom-api")
                .put("sub", "ann")
                .put("scope", "openid write")
                .put("iat", now)
                .put("exp", now + 3_600);
    }

    private void accepted(String token) {
        Future<Jwt.Caller> caller = outside.check(token);
        assertThat(caller.succeeded()).as("%s", caller.cause()).isTrue();
        assertThat(caller.result().subject()).isEqualTo("issuer:ann");
        assertThat(caller.result().may(Scope.WRITE)).isTrue();
        assertThat(caller.result().may(Scope.ADMIN)).isFalse();
    }

    private void refused(String token) {
        Future<Jwt.Caller> caller = outside.check(token);
        assertThat(caller.failed()).as(token).isTrue();
        assertThat(caller.cause())
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.failure()).isEqualTo(Failure.UNAUTHORIZED));
    }

    @Test
    void both_algorithms_are_taken_and_told_from_ours() {
        for (IssuerKey key : new IssuerKey[] {RSA, CURVE}) {
            String token = key.sign(key.header(), claims());
            accepted(token);
            assertThat(OutsideJwt.signsLike(token)).isTrue();
        }
        accepted(RSA.sign(
                RSA.header(), claims().put("aud", new JsonArray().add("other").add("signalroom-api"))));
        byte[] ours = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        assertThat(OutsideJwt.signsLike(HandMadeToken.sign(ours, new JsonObject().put("alg", "HS256"), claims())))
                .isFalse();
        assertThat(OutsideJwt.signsLike("nonsense")).isFalse();
    }

    @Test
    void only_published_keys_count() {
        refused(SHORT.sign(SHORT.header(), claims()));
        IssuerKey foreign = IssuerKey.rsa("rsa", 2048);
        refused(foreign.sign(foreign.header(), claims()));
        refused(RSA.sign(RSA.header().put("kid", "other"), claims()));
        JsonObject unnamed = RSA.header();
        unnamed.remove("kid");
        refused(RSA.sign(unnamed, claims()));
        refused(foreign.sign(foreign.header().put("jwk", foreign.jwk()), claims()));
        refused(foreign.sign(foreign.header().put("jku", "http://127.0.0.1:1/"), claims()));
        outside.use(set(CURVE.jwk()));
        refused(RSA.sign(RSA.header(), claims()));
    }

    /** The oldest trick: the public key as the secret of an HMAC. */
    @Test
    void an_algorithm_that_does_not_fit_the_key_is_refused() {
        byte[] published = RSA.jwk().getString("n").getBytes(StandardCharsets.US_ASCII);
        refused(HandMadeToken.sign(published, RSA.header().put("alg", "HS256"), claims()));
        refused(RSA.sign(RSA.header().put("alg", "ES256"), claims()));
        refused(RSA.sign(RSA.header().put("alg", "RS512"), claims()));
        refused(RSA.sign(RSA.header().put("alg", "none"), claims()));
        refused(RSA.sign(RSA.header().put("crit", new JsonArray().add("b64")), claims()));
    }

    @Test
    void claims_are_checked_like_those_of_our_own_tokens() {
        long now = Instant.now().getEpochSecond();
        refused(RSA.sign(RSA.header(), claims().put("iss", "https://evil.example")));
        refused(RSA.sign(RSA.header(), claims().put("aud", "other")));
        refused(RSA.sign(RSA.header(), claims().put("aud", new JsonArray().add("other"))));
        refused(RSA.sign(RSA.header(), claims().put("exp", now - 1)));
        refused(RSA.sign(RSA.header(), claims().put("exp", now + 3_601)));
        refused(RSA.sign(RSA.header(), claims().putNull("exp")));
        refused(RSA.sign(RSA.header(), claims().put("iat", now + 600).put("exp", now + 900)));
        refused(RSA.sign(RSA.header(), claims().put("sub", " ")));
        refused(RSA.sign(RSA.header(), claims().put("sub", "a".repeat(201))));
    }

    @Test
    void before_keys_are_known_nobody_is_let_in_and_what_is_no_set_changes_nothing() {
        OutsideJwt fresh = new OutsideJwt(VERTX, ISSUER);
        assertThat(fresh.check(RSA.sign(RSA.header(), claims())).failed()).isTrue();
        for (JsonObject nothing : new JsonObject[] {new JsonObject(), new JsonObject().put("keys", 5)}) {
            assertThatThrownBy(() -> outside.use(nothing)).isInstanceOf(IllegalArgumentException.class);
        }
        accepted(RSA.sign(RSA.header(), claims()));
    }

    @Test
    void a_key_that_cannot_be_used_takes_no_other_with_it_and_the_last_one_can_be_taken_back() {
        assertThat(outside.use(set(
                        RSA.jwk().put("n", "***").put("kid", "broken"),
                        RSA.jwk().put("use", "enc").put("kid", "other use"),
                        CURVE.jwk())))
                .isEqualTo(1);
        accepted(CURVE.sign(CURVE.header(), claims()));
        assertThat(outside.use(set())).isZero();
        refused(CURVE.sign(CURVE.header(), claims()));
    }
}
