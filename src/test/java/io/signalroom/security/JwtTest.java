package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JwtTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static Vertx vertx;
    private static Jwt jwt;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        jwt = new Jwt(vertx, SecretKeyTest.key(new String(KEY, StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void close() {
        vertx.close();
    }

    private static JsonObject header() {
        return new JsonObject().put("typ", "JWT").put("alg", "HS256");
    }

    private static JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "signalroom")
                .put("aud", "signalroom-api")
                .put("sub", "tester")
                .put("scope", "write")
                .put("iat", now)
                .put("exp", now + 60);
    }

    private static String signed(JsonObject header, JsonObject claims) {
        return HandMadeToken.sign(KEY, header, claims);
    }

    private static void accepted(String token) {
        Future<Jwt.Caller> caller = jwt.check(token);
        assertThat(caller.succeeded()).as("%s", caller.cause()).isTrue();
    }

    private static void refused(String token) {
        Future<Jwt.Caller> caller = jwt.check(token);
        assertThat(caller.failed()).as(token).isTrue();
        assertThat(caller.cause())
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.failure()).isEqualTo(Failure.UNAUTHORIZED));
    }

    private static JsonObject without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    @Test
    void an_issued_token_says_who_and_what() {
        Jwt.Caller caller = jwt.check(jwt.issue("ann", Set.of(Scope.WRITE), Duration.ofMinutes(15)))
                .result();
        assertThat(caller.subject()).isEqualTo("ann");
        assertThat(caller.may(Scope.READ)).isTrue();
        assertThat(caller.may(Scope.WRITE)).isTrue();
        assertThat(caller.may(Scope.ADMIN)).isFalse();
    }

    @Test
    void a_token_made_by_hand_like_ours_is_accepted() {
        accepted(signed(header(), claims()));
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        String none = signed(header().put("alg", "none"), claims());
        refused(none.substring(0, none.lastIndexOf('.') + 1));
        refused(none.substring(0, none.lastIndexOf('.')));
        refused(none);
    }

    @Test
    void another_algorithm_is_refused() {
        refused(signed(header().put("alg", "HS512"), claims()));
        refused(signed(header().put("alg", "RS256"), claims()));
        refused(signed(new JsonObject().put("typ", "JWT"), claims()));
    }

    @Test
    void another_type_is_refused() {
        refused(signed(header().put("typ", "dpop+jwt"), claims()));
        refused(signed(new JsonObject().put("alg", "HS256"), claims()));
    }

    @Test
    void a_critical_extension_is_refused() {
        refused(signed(header().put("crit", new JsonArray().add("b64")).put("b64", false), claims()));
    }

    @Test
    void another_key_is_refused() {
        refused(HandMadeToken.sign(
                "another key of thirty-two bytes.".getBytes(StandardCharsets.UTF_8), header(), claims()));
    }

    @Test
    void changed_claims_are_refused() {
        String[] ours = signed(header(), claims()).split("\\.");
        String[] changed = signed(header(), claims().put("scope", "admin")).split("\\.");
        refused(ours[0] + "." + changed[1] + "." + ours[2]);
    }

    @Test
    void a_token_without_an_end_is_refused() {
        refused(signed(header(), without("exp")));
        refused(signed(header(), claims().putNull("exp")));
    }

    @Test
    void a_token_without_a_beginning_is_refused_because_its_life_is_unknown() {
        refused(signed(header(), without("iat")));
    }

    @Test
    void an_expired_token_is_refused() {
        long now = Instant.now().getEpochSecond();
        refused(signed(header(), claims().put("iat", now - 120).put("exp", now - 60)));
    }

    @Test
    void a_token_from_the_future_is_refused() {
        long now = Instant.now().getEpochSecond();
        refused(signed(header(), claims().put("iat", now + 3_600).put("exp", now + 3_660)));
        refused(signed(header(), claims().put("nbf", now + 3_600)));
    }

    @Test
    void a_token_that_lives_longer_than_a_quarter_of_an_hour_is_refused() {
        long now = Instant.now().getEpochSecond();
        refused(signed(header(), claims().put("exp", now + 901)));
        accepted(signed(header(), claims().put("iat", now).put("exp", now + 900)));
    }

    @Test
    void an_end_that_is_no_whole_number_is_refused() {
        refused(signed(header(), claims().put("exp", "9999999999")));
        refused(signed(header(), claims().put("exp", Instant.now().getEpochSecond() + 60.5)));
        refused(signed(header(), claims().put("exp", 1e300)));
    }

    @Test
    void another_issuer_or_audience_is_refused() {
        refused(signed(header(), claims().put("iss", "somebody")));
        refused(signed(header(), without("iss")));
        refused(signed(header(), claims().put("iss", 5)));
        refused(signed(header(), claims().put("aud", "somebody")));
        refused(signed(header(), without("aud")));
        refused(signed(
                header(),
                claims().put("aud", new JsonArray().add("signalroom-api").add("other"))));
    }

    @Test
    void a_token_for_nobody_is_refused() {
        refused(signed(header(), without("sub")));
        refused(signed(header(), claims().put("sub", " ")));
        refused(signed(header(), claims().put("sub", 7)));
    }

    @Test
    void what_is_no_token_is_refused() {
        refused("");
        refused(".");
        refused("..");
        refused("a.b");
        refused("a.b.c");
        refused("a.b.c.d");
        refused("\u0000");
        refused("ümlaut.a.b");
        refused(signed(header(), claims()) + ".");
        refused(signed(header(), claims()) + ".e30");
        refused(" " + signed(header(), claims()));
        refused("e30.e30.e30");
        refused("A".repeat(100_000));
    }

    @Test
    void unknown_scopes_allow_nothing() {
        Jwt.Caller caller = jwt.check(signed(header(), claims().put("scope", "root superuser")))
                .result();
        assertThat(caller.scopes()).isEmpty();
        assertThat(jwt.check(signed(header(), without("scope"))).result().scopes())
                .isEmpty();
    }

    @Test
    void no_token_is_issued_for_ever_or_for_no_time() {
        for (Duration life : new Duration[] {Duration.ZERO, Duration.ofSeconds(-5), Duration.ofSeconds(901)}) {
            assertThatThrownBy(() -> jwt.issue("ann", Set.of(Scope.READ), life))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> jwt.issue(" ", Set.of(Scope.READ), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> jwt.issue("ann", Set.of(), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_change_of_keys_signs_nobody_out_and_a_second_one_does() {
        String old = "0123456789abcdef0123456789abcdef";
        String next = "fedcba9876543210fedcba9876543210";
        String third = "0f1e2d3c4b5a69780f1e2d3c4b5a6978";
        String token = new Jwt(vertx, SecretKeyTest.key(old)).issue("desk", Set.of(Scope.READ), Duration.ofMinutes(5));
        Jwt changed = new Jwt(vertx, SecretKeyTest.key(next, old));
        assertThat(changed.check(token).result().subject()).isEqualTo("desk");
        String fresh = changed.issue("desk", Set.of(Scope.READ), Duration.ofMinutes(5));
        assertThat(new Jwt(vertx, SecretKeyTest.key(next)).check(fresh).succeeded())
                .isTrue();
        assertThat(new Jwt(vertx, SecretKeyTest.key(old)).check(fresh).failed()).isTrue();
        assertThat(new Jwt(vertx, SecretKeyTest.key(third, next)).check(token).failed())
                .isTrue();
    }

    @Test
    void a_key_name_that_is_not_ours_is_refused_even_with_a_good_signature() {
        refused(signed(header().put("kid", "../../dev/null"), claims()));
        refused(signed(header().put("kid", 7), claims()));
    }
}
