package io.signalroom.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What signs deliveries, in the form of the Standard Webhooks specification: {@code whsec_} and the bytes in Base64.
 *
 * @param bytes the key of the signature; must not be changed
 */
record WebhookSecret(byte[] bytes) {
    private static final String PREFIX = "whsec_";
    private static final int LENGTH = 32;

    static WebhookSecret random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new WebhookSecret(bytes);
    }

    /** As its holder has it. */
    String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
