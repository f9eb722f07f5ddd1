package io.signalroom.webhook;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A webhook, its secrets left out.
 *
 * @param id names it
 * @param url what is called; its owner's, so it goes into no log
 * @param filters which events it is told of
 * @param active whether it is told of any
 * @param health how it does
 * @param createdBy a caller
 */
public record Webhook(
        String id,
        String url,
        WebhookFilters filters,
        boolean active,
        Health health,
        String createdBy,
        Instant createdAt) {
    static final String ACTIVE = "active";
    static final String DISABLED = "disabled";

    /**
     * How a webhook does.
     *
     * @param reason why it is disabled
     * @param failingSince the first failure after its last success
     * @param waiting deliveries that are to be sent
     * @param dropped deliveries that were given up before they were sent
     * @param previousUntil until when the secret of before signs too
     */
    public record Health(
            Optional<String> reason,
            Optional<Instant> failingSince,
            long waiting,
            long dropped,
            Optional<Instant> previousUntil) {}

    static Webhook of(Row row) {
        Health health = new Health(
                Optional.ofNullable(row.getString("reason")),
                time(row, "failing_since"),
                row.getLong("waiting"),
                row.getLong("dropped"),
                time(row, "previous_until"));
        return new Webhook(
                row.getString("id"),
                row.getString("url"),
                WebhookFilters.of(row.getJsonObject("filters")),
                row.getString("state").equals(ACTIVE),
                health,
                row.getString("created_by"),
                time(row, "created_at").orElseThrow());
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** What its owner says of it. */
    public JsonObject settings() {
        return new JsonObject()
                .put("id", id)
                .put("url", url)
                .put("filters", filters.toJson())
                .put("state", active ? ACTIVE : DISABLED);
    }

    /** All of it. */
    public JsonObject toJson() {
        JsonObject json = settings()
                .put("waiting", health.waiting)
                .put("dropped", health.dropped)
                .put("createdBy", createdBy)
                .put("createdAt", createdAt.toString());
        health.reason.ifPresent(reason -> json.put("reason", reason));
        health.failingSince.ifPresent(at -> json.put("failingSince", at.toString()));
        health.previousUntil.ifPresent(at -> json.put("previousSecretUntil", at.toString()));
        return json;
    }
}
