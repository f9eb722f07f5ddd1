package io.signalroom.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The events of the log with what a listener's filters ask of them: also of a signal that is gone, of which the envelope has only
 * the id.
 */
public final class HeardEvents {
    private static final String SUBJECTS = """
            SELECT e.seq, e.channel_id, c.username, e.origin, coalesce(s.kind, e.kind) AS kind, s.symbol, s.confidence
            FROM signal_event e
            LEFT JOIN LATERAL (
                SELECT s.kind, s.symbol, s.confidence FROM signal s
                WHERE s.id = e.signal_id AND s.posted_at = e.posted_at OFFSET 0) s ON true
            LEFT JOIN channel c ON c.id = e.channel_id
            WHERE e.seq > $1 AND e.seq <= $2""";

    private final EventLog events = new EventLog();

    /**
     * An event.
     *
     * @param envelope as every live channel sends it
     * @param subject what it is about
     */
    public record Heard(JsonObject envelope, Subject subject) {}

    /**
     * What an event is about, as it is now.
     *
     * @param kind wire name
     * @param username of the channel, if it has one
     * @param origin wire name
     * @param token base asset in capitals; empty if there is none, or nothing is known of the signal any more
     * @param confidence empty if nothing is known of the signal any more
     */
    public record Subject(
            String kind,
            long channelId,
            Optional<String> username,
            String origin,
            Optional<String> token,
            OptionalDouble confidence) {}

    /**
     * The events after a position, oldest first.
     *
     * @param at the epoch, and the last event that the reader has
     * @param limit how many at most
     */
    public Future<List<Heard>> after(SqlConnection tx, Position at, int limit) {
        return events.after(tx, at.epoch(), at.seq(), limit).compose(envelopes -> {
            if (envelopes.isEmpty()) {
                return Future.succeededFuture(List.of());
            }
            long last = envelopes.get(envelopes.size() - 1).getLong("seq");
            return subjects(tx, at.seq(), last)
                    .map(subjects -> envelopes.stream()
                            .map(envelope -> new Heard(envelope, subjects.get(envelope.getLong("seq"))))
                            .toList());
        });
    }

    private static Future<Map<Long, Subject>> subjects(SqlConnection tx, long after, long last) {
        return tx.preparedQuery(SUBJECTS)
                .execute(Tuple.of(after, last))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.getLong("seq"), HeardEvents::subject)));
    }

    private static Subject subject(Row row) {
        Float confidence = row.getFloat("confidence");
        return new Subject(
                row.getString("kind"),
                row.getLong("channel_id"),
                Optional.ofNullable(row.getString("username")),
                row.getString("origin"),
                Optional.ofNullable(row.getString("symbol")),
                confidence == null ? OptionalDouble.empty() : OptionalDouble.of(confidence));
    }
}
