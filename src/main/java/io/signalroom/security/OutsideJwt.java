package io.signalroom.security;

import io.signalroom.config.AppConfig;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks tokens of an issuer outside, RS256 or ES256, by the keys that he publishes (RFC 7517). Only keys that were fetched
 * from the address in the settings count, whatever a token says of its key; a token that names no known key is refused. May
 * be used by all threads.
 */
public final class OutsideJwt {
    /** The longest life of a token that is taken. */
    public static final Duration MAX_LIFE = Duration.ofHours(1);

    /** What stands before the subject of each of his tokens. */
    static final String PREFIX = "issuer:";

    private static final Map<String, String> TYPE_OF_ALGORITHM = Map.of("RS256", "RSA", "ES256", "EC");
    private static final Set<String> KNOWN_HEADERS = Set.of("typ", "alg", "kid", "x5t", "x5t#S256");
    private static final Logger log = LoggerFactory.getLogger(OutsideJwt.class);
    private static final Duration UNCONFIRMED = Duration.ofMinutes(15);
    private static final int MIN_RSA_BYTES = 256;
    private static final int MOST_KEYS = 50;

    private final Vertx vertx;
    private final AppConfig.Issuer issuer;
    private volatile Map<String, Key> keys = Map.of();
    private volatile long confirmed = System.nanoTime();

    private record Key(String type, JWTAuth auth) {}

    /** Without keys yet: until {@link #use} all tokens are refused. */
    public OutsideJwt(Vertx vertx, AppConfig.Issuer issuer) {
        this.vertx = vertx;
        this.issuer = issuer;
    }

    /** Whether a token claims to be signed in a way that is checked here. */
    public static boolean signsLike(String token) {
        return TYPE_OF_ALGORITHM.containsKey(String.valueOf(header(token).getValue("alg")));
    }

    /**
     * Takes over a set of keys in place of those before; keys of other kinds or uses, too short or without a name are left out.
     *
     * @return how many are used
     * @throws IllegalArgumentException if it is no key set
     */
    public int use(JsonObject keySet) {
        Map<String, Key> found = new HashMap<>();
        if (!(keySet.getValue("keys") instanceof JsonArray list)) {
            throw new IllegalArgumentException("This is no set of keys.");
        }
        list.stream().limit(MOST_KEYS).forEach(key -> {
            if (key instanceof JsonObject jwk) {
                take(jwk, found);
            }
        });
        keys = Map.copyOf(found);
        confirmed = System.nanoTime();
        return found.size();
    }

    private void take(JsonObject jwk, Map<String, Key> found) {
        try {
            if (usable(jwk)) {
                found.put(jwk.getString("kid"), key(jwk));
            }
        } catch (RuntimeException e) {
            log.warn("a key of the issuer cannot be used: {}", e.toString());
        }
    }

    private static boolean usable(JsonObject jwk) {
        boolean signs = !(jwk.getValue("use") instanceof String use) || use.equals("sig");
        boolean named = jwk.getValue("kid") instanceof String kid && !kid.isBlank();
        boolean rsa = "RSA".equals(jwk.getValue("kty"))
                && jwk.getValue("n") instanceof String n
                && Base64.getUrlDecoder().decode(n).length >= MIN_RSA_BYTES;
        boolean curve = "EC".equals(jwk.getValue("kty")) && "P-256".equals(jwk.getValue("crv"));
        return signs && named && (rsa || curve);
    }

    private Key key(JsonObject jwk) {
        String type = jwk.getString("kty");
        JsonObject plain = jwk.copy().put("alg", type.equals("RSA") ? "RS256" : "ES256");
        JWTOptions claims = new JWTOptions().setIssuer(issuer.name()).setAudience(List.of(issuer.audience()));
        return new Key(
                type, JWTAuth.create(vertx, new JWTAuthOptions().addJwk(plain).setJWTOptions(claims)));
    }

    /** Who the token speaks for; fails with {@link Failure#UNAUTHORIZED}. */
    public Future<Jwt.Caller> check(String token) {
        JsonObject header = header(token);
        Key key = keys.get(String.valueOf(header.getValue("kid")));
        String type = TYPE_OF_ALGORITHM.get(String.valueOf(header.getValue("alg")));
        if (key == null || stale() || !key.type.equals(type) || !KNOWN_HEADERS.containsAll(header.fieldNames())) {
            return refused();
        }
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(key.auth::authenticate) // throws on claims of the wrong type
                .map(user -> Claims.caller(
                        user.attributes().getJsonObject("accessToken"), MAX_LIFE, issuer.name(), this::isForUs, PREFIX))
                .recover(x -> refused());
    }

    /** What he has not confirmed for so long may have been taken back. */
    private boolean stale() {
        return System.nanoTime() - confirmed > UNCONFIRMED.toNanos();
    }

    private boolean isForUs(Object aud) {
        return issuer.audience().equals(aud)
                || (aud instanceof JsonArray several && several.contains(issuer.audience()));
    }

    private static JsonObject header(String token) {
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')))));
        } catch (RuntimeException e) {
            return new JsonObject();
        }
    }

    private static Future<Jwt.Caller> refused() {
        return Future.failedFuture(new DomainException(
                Failure.UNAUTHORIZED, "This token is not valid, or no longer, or its key is not known yet."));
    }
}
