package io.signalroom.webhook;

import io.signalroom.webhook.Receiver.Got;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver's side of the Standard Webhooks specification, written from it alone. */
public final class StandardVerifier {
    private static final long TOLERANCE_SECONDS = 300;

    private StandardVerifier() {}

    /** Whether one of the signatures is right for this secret, and the time is now. */
    public static boolean genuine(String secret, Got got) {
        long sent = Long.parseLong(got.headers().get("webhook-timestamp"));
        if (Math.abs(Instant.now().getEpochSecond() - sent) > TOLERANCE_SECONDS) {
            return false;
        }
        byte[] right =
                signature(secret, got.id() + "." + sent + "." + got.body().toString());
        for (String signature : got.headers().get("webhook-signature").split(" ")) {
            String[] parts = signature.split(",", 2);
            if (parts[0].equals("v1")
                    && MessageDigest.isEqual(Base64.getDecoder().decode(parts[1]), right)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] signature(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
