package io.signalroom.badinputs;

import io.signalroom.security.HandMadeToken;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Tokens for a program that has {@link #SECRET}, right ones and wrong ones. */
final class Tokens {
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final JsonObject NONE = new JsonObject();
    private static final long TEN_MINUTES = 600;

    private Tokens() {}

    /** One that is good for so many seconds. */
    static String of(String subject, String scope, long seconds) {
        long now = now();
        return with(
                NONE,
                new JsonObject()
                        .put("sub", subject)
                        .put("scope", scope)
                        .put("iat", now)
                        .put("exp", now + seconds));
    }

    /** One for changes, good for ten minutes, but for what is put there; null = left out. */
    static String with(JsonObject header, JsonObject claims) {
        return HandMadeToken.sign(SECRET.getBytes(StandardCharsets.UTF_8), header(header), claims(claims));
    }

    private static JsonObject header(JsonObject other) {
        return withoutNulls(new JsonObject().put("typ", "JWT").put("alg", "HS256"), other);
    }

    private static JsonObject claims(JsonObject other) {
        long now = now();
        JsonObject usual = new JsonObject()
                .put("iss", "signalroom")
                .put("aud", "signalroom-api")
                .put("sub", "tester")
                .put("scope", "write")
                .put("iat", now)
                .put("exp", now + TEN_MINUTES);
        return withoutNulls(usual, other);
    }

    private static JsonObject withoutNulls(JsonObject usual, JsonObject other) {
        JsonObject all = usual.mergeIn(other);
        all.fieldNames().stream()
                .filter(name -> all.getValue(name) == null)
                .toList()
                .forEach(all::remove);
        return all;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** One with something wrong in it, by the word of the cases. */
    static String wrong(String how) {
        return switch (how) {
            case "{alg:none}" -> unsigned(header("alg", "none"));
            case "{alg:nOnE}" -> unsigned(header("alg", "nOnE"));
            case "{alg:HS384}" ->
                HandMadeToken.sign384(
                        SECRET.getBytes(StandardCharsets.UTF_8), header(header("alg", "HS384")), claims(NONE));
            case "{}" -> with(header("alg", null), NONE);
            case "{alg:HS256,claims:-exp}" -> claim("exp", null);
            case "{exp:-1}" -> claim("exp", now() - 1);
            case "{exp:1e300}" -> claim("exp", 1e300);
            case "{exp:+10y}" -> claim("exp", now() + 315_360_000L);
            case "{nbf:+100}" -> claim("nbf", now() + 100);
            case "{aud:other}" -> claim("aud", "other");
            case "{iss:evil}" -> claim("iss", "evil");
            case "{jku:http://127.0.0.1:1/}" -> with(header("jku", "http://127.0.0.1:1/"), NONE);
            case "{sig:flip}" -> flipped(with(NONE, NONE));
            case "{pad:7900}" -> claim("pad", "x".repeat(7_900 * 3 / 4 - 300));
            case "{roles:{admin:true}}" ->
                with(
                        NONE,
                        new JsonObject()
                                .put("roles", new JsonObject().put("admin", true))
                                .putNull("scope"));
            default -> throw new IllegalArgumentException(how);
        };
    }

    private static JsonObject header(String name, String value) {
        return new JsonObject().put(name, value);
    }

    private static String claim(String name, Object value) {
        return with(NONE, new JsonObject().put(name, value));
    }

    private static String unsigned(JsonObject header) {
        return with(header, NONE).replaceAll("[^.]+$", "");
    }

    private static String flipped(String token) {
        char last = token.charAt(token.length() - 2); // the last one has bits that do not count
        return token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1);
    }
}
