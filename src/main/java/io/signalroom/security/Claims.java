package io.signalroom.security;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a token says, after its signature was checked; the library lets pass tokens without an end, or of any length of life. */
final class Claims {
    private static final int LEEWAY_SECONDS = 30;
    private static final int LONGEST_SUBJECT = 200;

    private Claims() {}

    /**
     * Who a token speaks for.
     *
     * @param longest life that is taken
     * @param issuer that must be named
     * @param audience whether it takes the claim {@code aud}
     * @param prefix of the subject, so that subjects of two issuers are never the same
     * @throws IllegalArgumentException whatever is wrong
     */
    static Jwt.Caller caller(
            JsonObject claims, Duration longest, String issuer, Predicate<Object> audience, String prefix) {
        long now = System.currentTimeMillis() / 1000;
        long issued = wholeSeconds(claims, "iat");
        long expires = wholeSeconds(claims, "exp");
        boolean timely = expires > now && issued <= now + LEEWAY_SECONDS && expires - issued <= longest.toSeconds();
        String subject = text(claims, "sub");
        boolean named = !subject.isBlank() && subject.length() <= LONGEST_SUBJECT;
        if (!timely || !named || !issuer.equals(claims.getValue("iss")) || !audience.test(claims.getValue("aud"))) {
            throw new IllegalArgumentException("claims");
        }
        Set<Scope> scopes = Arrays.stream(text(claims, "scope").split(" "))
                .flatMap(word -> Scope.ofWire(word).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Jwt.Caller(prefix + subject, scopes);
    }

    private static String text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text ? text : "";
    }

    private static long wholeSeconds(JsonObject claims, String name) {
        Object value = claims.getValue(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException(name);
    }
}
