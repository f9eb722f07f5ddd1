package io.signalroom.security;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes and checks tokens: JWT, HS256 (RFC 7519). The library checks the signature; it lets pass a token without
 * {@code exp}, of any length of life, type or critical extension, so those are checked here. Whatever is wrong, the
 * answer is the same and does not say what.
 */
public final class Jwt {
    /** The longest life of a token. */
    public static final Duration MAX_LIFE = Duration.ofMinutes(15);

    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "signalroom";
    private static final String AUDIENCE = "signalroom-api";
    private static final int LEEWAY_SECONDS = 30;
    private static final int MAX_LENGTH = 4_096;
    private static final int KID_BYTES = 8;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<String> KNOWN_HEADERS = Set.of("typ", "alg", "kid");

    private final String kid;
    private final Map<String, JWTAuth> keys = new HashMap<>();
    /** By then what the key before signed has ended. */
    private final Instant previousUntil = Instant.now().plus(MAX_LIFE);

    /** Checks and makes tokens with this key, checks those of the key before; may be shared by all verticles. */
    public Jwt(Vertx vertx, SecretKey key) {
        kid = kid(key.bytes());
        key.previous().ifPresent(before -> keys.put(kid(before), auth(vertx, before)));
        keys.put(kid, auth(vertx, key.bytes()));
    }

    private static JWTAuth auth(Vertx vertx, byte[] key) {
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setId(kid(key))
                                .setAlgorithm(ALGORITHM)
                                .setBuffer(Buffer.buffer(key)))
                        .setJWTOptions(claims()));
    }

    /** A name of a key that tells nothing of it. */
    private static String kid(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("signalroom kid ".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key), 0, KID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Who a token speaks for.
     *
     * @param subject its name
     * @param scopes what it may do
     */
    public record Caller(String subject, Set<Scope> scopes) {
        public Caller {
            scopes = Set.copyOf(scopes);
        }

        /** Whether one of the scopes includes {@code needed}. */
        public boolean may(Scope needed) {
            return scopes.stream().anyMatch(s -> s.includes(needed));
        }
    }

    /**
     * A new token.
     *
     * @param subject who it speaks for, not blank
     * @param scopes at least one
     * @param life one second to {@link #MAX_LIFE}
     * @throws IllegalArgumentException if one of them is not so
     */
    public String issue(String subject, Set<Scope> scopes, Duration life) {
        if (subject.isBlank() || scopes.isEmpty()) {
            throw new IllegalArgumentException("A token needs a subject and a scope.");
        }
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("A token lives from one second to 15 minutes.");
        }
        String scope = scopes.stream().sorted().map(Scope::wire).collect(Collectors.joining(" "));
        JWTOptions options =
                claims().setExpiresInSeconds(Math.toIntExact(life.toSeconds())).setSubject(subject);
        options.setHeader(new JsonObject().put("kid", kid));
        return keys.get(kid).generateToken(new JsonObject().put("scope", scope), options);
    }

    /** Who the token speaks for; fails with {@link Failure#UNAUTHORIZED}. */
    public Future<Caller> check(String token) {
        if (token.length() > MAX_LENGTH || !FORM.matcher(token).matches()) {
            return refused();
        }
        JWTAuth signer = signer(token);
        if (signer == null) {
            return refused();
        }
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(signer::authenticate) // throws on claims of the wrong type
                .map(Jwt::caller)
                .recover(x -> refused());
    }

    private static JWTOptions claims() {
        return new JWTOptions()
                .setAlgorithm(ALGORITHM)
                .setIssuer(ISSUER)
                .setAudience(List.of(AUDIENCE))
                .setLeeway(LEEWAY_SECONDS);
    }

    /**
     * Who may have signed it; null unless its header is one that we write: no other algorithm or type, no extension that would
     * have to be understood, no key but ours. Tokens of before keys had names have none.
     */
    private JWTAuth signer(String token) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            JsonObject header = new JsonObject(Buffer.buffer(json));
            boolean plain = "JWT".equals(header.getValue("typ"))
                    && ALGORITHM.equals(header.getValue("alg"))
                    && KNOWN_HEADERS.containsAll(header.fieldNames());
            String name = header.getString("kid", kid);
            boolean over = !name.equals(kid) && Instant.now().isAfter(previousUntil);
            return plain && !over ? keys.get(name) : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static Caller caller(User user) {
        return Claims.caller(user.attributes().getJsonObject("accessToken"), MAX_LIFE, ISSUER, AUDIENCE::equals, "");
    }

    private static Future<Caller> refused() {
        return Future.failedFuture(
                new DomainException(Failure.UNAUTHORIZED, "This token is not valid, or no longer. Make a new one."));
    }
}
