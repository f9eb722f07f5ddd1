package io.signalroom.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * What is to be sent now.
 *
 * @param id of the row
 * @param message the same for each try
 * @param attempts tries before this one
 * @param test whether somebody wants to see if it arrives: then there is one try, and nothing else comes of it
 * @param to where, and signed by what
 */
record Delivery(long id, String message, Buffer body, int attempts, boolean test, Receiver to) {
    /** The event of a test. */
    static final String TEST = "webhook.test";

    /**
     * A webhook as the sender needs it.
     *
     * @param secret sealed
     * @param previous sealed; there as long as it signs
     * @param failing whether the last try failed
     */
    record Receiver(String id, String url, Buffer secret, Optional<Buffer> previous, boolean failing) {}

    static Delivery of(Row row) {
        Receiver to = new Receiver(
                row.getString("webhook_id"),
                row.getString("url"),
                row.getBuffer("secret"),
                Optional.ofNullable(row.getBuffer("previous_secret")),
                row.getBoolean("failing"));
        return new Delivery(
                row.getLong("id"),
                row.getString("message_id"),
                Buffer.buffer(row.getString("body")),
                row.getInteger("attempts"),
                row.getString("event").equals(TEST),
                to);
    }
}
