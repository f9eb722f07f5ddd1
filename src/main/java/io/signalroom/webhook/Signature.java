package io.signalroom.webhook;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a delivery as the Standard Webhooks specification says: HMAC-SHA-256 of {@code id.timestamp.body}. */
final class Signature {
    private static final String HMAC = "HmacSHA256";
    private static final String VERSION = "v1,";

    private Signature() {}

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param keys one signature each; while a secret is replaced there are two
     * @param seconds when it is sent, since 1970
     */
    static String of(List<byte[]> keys, String id, long seconds, Buffer body) {
        return keys.stream()
                .map(key -> VERSION + Base64.getEncoder().encodeToString(hmac(key, id + "." + seconds + ".", body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(byte[] key, String head, Buffer body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(head.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body.getBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
