package io.signalroom.ledger;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One import.
 *
 * @param id counts up
 * @param how it is read
 * @param file its name in the folder of one node; empty if the command line reads it
 * @param createdBy a caller, or the command line
 * @param json as the contract's schema {@code Import} says
 */
public record ImportBatch(long id, State state, How how, Optional<String> file, String createdBy, JsonObject json) {
    private static final String PREFIX = "imp_";
    private static final int MOST_DIGITS = 18;

    /** How far an import is. */
    public enum State {
        UPLOADED,
        RUNNING,
        DONE,
        FAILED,
        UNDOING,
        UNDONE;

        /** The word in the database and in the contract. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a file is read.
     *
     * @param zone of local times in it, or null
     * @param from leaves out earlier posts, or null
     * @param to leaves out posts of then and later, or null
     * @param dryRun stores nothing
     * @param channel what an HTML export is of, as the caller names it, or null
     * @param groups takes the named supergroups of a whole account beside its channels
     */
    public record How(String zone, Instant from, Instant to, boolean dryRun, String channel, boolean groups) {
        /** What {@code --include} and the parameter {@code include} say for {@link #groups}. */
        public static final String GROUPS = "groups";

        /** Without the groups of an account. */
        public How(String zone, Instant from, Instant to, boolean dryRun, String channel) {
            this(zone, from, to, dryRun, channel, false);
        }

        /** Of an export that says itself what it is of. */
        public How(String zone, Instant from, Instant to, boolean dryRun) {
            this(zone, from, to, dryRun, null);
        }
    }

    /** The public name of an import. */
    public static String name(long id) {
        return PREFIX + id;
    }

    /** The import of this name; empty if none can have it. */
    public static Optional<Long> idOf(String name) {
        String digits = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    /** The public name of this one. */
    public String name() {
        return name(id);
    }

    static ImportBatch of(Row row) {
        How how = new How(
                row.getString("zone"),
                Times.instant(row.getOffsetDateTime("from_at")),
                Times.instant(row.getOffsetDateTime("to_at")),
                row.getBoolean("dry_run"),
                row.getString("channel"),
                row.getBoolean("with_groups"));
        return new ImportBatch(
                row.getLong("id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                how,
                Optional.ofNullable(row.getString("file")),
                row.getString("created_by"),
                json(row));
    }

    private static JsonObject json(Row row) {
        JsonObject json = new JsonObject()
                .put("id", name(row.getLong("id")))
                .put("state", row.getString("state"))
                .put("dryRun", row.getBoolean("dry_run"));
        putIfThere(json, "zone", row.getString("zone"));
        putIfThere(json, "from", Times.text(row.getOffsetDateTime("from_at")));
        putIfThere(json, "to", Times.text(row.getOffsetDateTime("to_at")));
        putIfThere(json, "channel", row.getString("channel"));
        putIfThere(json, "include", row.getBoolean("with_groups") ? How.GROUPS : null);
        json.put("createdBy", row.getString("created_by"))
                .put("createdAt", Times.text(row.getOffsetDateTime("created_at")));
        putIfThere(json, "startedAt", Times.text(row.getOffsetDateTime("started_at")));
        putIfThere(json, "endedAt", Times.text(row.getOffsetDateTime("ended_at")));
        putIfThere(json, "undoneAt", Times.text(row.getOffsetDateTime("undone_at")));
        json.put(
                "progress",
                new JsonObject()
                        .put("bytes", row.getLong("bytes_read"))
                        .put("bytesTotal", row.getLong("bytes"))
                        .put("posts", row.getLong("posts")));
        putIfThere(json, "report", row.getJsonObject("report"));
        putIfThere(json, "problem", row.getString("problem"));
        if (row.getLong("undo_total") != null) {
            json.put(
                    "undo",
                    new JsonObject()
                            .put("total", row.getLong("undo_total"))
                            .put("removed", row.getLong("undo_removed"))
                            .put("kept", row.getLong("undo_kept")));
        }
        return json;
    }

    private static void putIfThere(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
