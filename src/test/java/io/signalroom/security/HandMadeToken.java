package io.signalroom.security;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs any header and claims, right or wrong. */
public final class HandMadeToken {
    private HandMadeToken() {}

    /** A token with a good HS256 signature, whatever its header says. */
    public static String sign(byte[] key, JsonObject header, JsonObject claims) {
        return sign("HmacSHA256", key, header, claims);
    }

    /** The same with a good HS384 signature. */
    public static String sign384(byte[] key, JsonObject header, JsonObject claims) {
        return sign("HmacSHA384", key, header, claims);
    }

    private static String sign(String algorithm, byte[] key, JsonObject header, JsonObject claims) {
        String base = part(header) + "." + part(claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return base + "." + encode(mac.doFinal(base.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(JsonObject json) {
        return encode(json.toBuffer().getBytes());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
