package io.signalroom.webhook;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** Names of webhooks and of what is sent to them. */
final class MessageIds {
    private static final String WEBHOOK = "whk_";
    private static final String MESSAGE = "msg_";
    private static final int TIME_BYTES = 6;
    private static final int RANDOM_BYTES = 6;

    private MessageIds() {}

    /** A new webhook's: sorts by the time it was made. */
    static String webhook(Instant now, SecureRandom random) {
        ByteBuffer all = ByteBuffer.allocate(TIME_BYTES + RANDOM_BYTES);
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        all.put(time, Long.BYTES - TIME_BYTES, TIME_BYTES).put(chance);
        return WEBHOOK + HexFormat.of().formatHex(all.array());
    }

    /** Of an event for a webhook: the same whenever and by whomever it is made. */
    static String of(String webhook, String epoch, long seq) {
        return MESSAGE + webhook.substring(WEBHOOK.length()) + "_" + epoch + "_" + seq;
    }

    /** Of a test: a new one each time. */
    static String test(String webhook, SecureRandom random) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        return MESSAGE + webhook.substring(WEBHOOK.length()) + "_test_"
                + HexFormat.of().formatHex(chance);
    }
}
