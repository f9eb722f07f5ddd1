package io.signalroom.webhook;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The only SQL on {@code webhook}, but for what its deliveries change of it. */
final class WebhookStore {
    /** Each event is held against the filters of all. */
    static final int MOST = 100;

    private static final String COLUMNS = """
            w.id, w.url, w.filters, w.state, w.reason, w.failing_since, w.dropped, w.created_by, w.created_at,
            CASE WHEN w.previous_until > now() THEN w.previous_until END AS previous_until,
            (SELECT count(*) FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'waiting') AS waiting""";

    /** So that two who count at once do not both make the last one. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('a new webhook', 0))";

    private static final String CREATE = """
            INSERT INTO webhook (id, url, filters, secret, since_seq, created_by)
            SELECT $1, $2, $3::json, $4, (SELECT seq FROM event_head), $5
            WHERE (SELECT count(*) FROM webhook) < $6""";

    private static final String LIST = "SELECT " + COLUMNS + " FROM webhook w ORDER BY w.id DESC LIMIT " + MOST;
    private static final String READ = "SELECT " + COLUMNS + " FROM webhook w WHERE w.id = $1";
    private static final String LOCK = READ + " FOR NO KEY UPDATE OF w";

    /** Whoever is active again begins at the newest event, and with a clean record. */
    private static final String CHANGE = """
            UPDATE webhook SET url = $2, filters = $3::json, state = $4, reason = $5,
                since_seq = CASE WHEN state = $4 THEN since_seq ELSE (SELECT seq FROM event_head) END,
                failing_since = CASE WHEN state = $4 AND url = $2 THEN failing_since END,
                held_until = CASE WHEN state = $4 AND url = $2 THEN held_until END
            WHERE id = $1""";

    private static final String ROTATE = """
            UPDATE webhook SET previous_secret = secret, previous_until = now() + $3 * interval '1 second', secret = $2
            WHERE id = $1 RETURNING previous_until""";

    private static final String FORGET =
            "UPDATE webhook SET previous_secret = NULL, previous_until = NULL WHERE previous_until <= now()";

    private static final String SECRETS = "SELECT id, secret, previous_secret FROM webhook FOR NO KEY UPDATE";
    private static final String RESEAL = "UPDATE webhook SET secret = $2, previous_secret = $3 WHERE id = $1";

    /**
     * The secrets of a webhook as they are stored.
     *
     * @param previous there if another was replaced and has not been forgotten
     */
    record Sealed(String id, Buffer secret, Optional<Buffer> previous) {}

    /** False if there are too many already. */
    Future<Boolean> create(SqlConnection tx, String id, String url, WebhookFilters filters, Buffer secret, String by) {
        return tx.query(ALONE)
                .execute()
                .compose(x -> tx.preparedQuery(CREATE).execute(Tuple.of(id, url, filters.toJson(), secret, by, MOST)))
                .map(done -> done.rowCount() == 1);
    }

    /** The newest first. */
    Future<List<Webhook>> list(SqlClient sql) {
        return sql.query(LIST)
                .mapping(Webhook::of)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    Future<Webhook> read(SqlClient sql, String id) {
        return sql.preparedQuery(READ).execute(Tuple.of(id)).map(WebhookStore::one);
    }

    /** Nobody else changes it until the transaction ends. */
    Future<Webhook> lock(SqlConnection tx, String id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id)).map(WebhookStore::one);
    }

    private static Webhook one(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw missing();
        }
        return Webhook.of(rows.iterator().next());
    }

    /** @param reason why it is disabled, if it is */
    Future<Void> change(SqlConnection tx, Webhook to, Optional<String> reason) {
        return tx.preparedQuery(CHANGE)
                .execute(Tuple.of(
                        to.id(),
                        to.url(),
                        to.filters().toJson(),
                        to.active() ? Webhook.ACTIVE : Webhook.DISABLED,
                        reason.orElse(null)))
                .mapEmpty();
    }

    Future<Void> delete(SqlClient sql, String id) {
        return sql.preparedQuery("DELETE FROM webhook WHERE id = $1")
                .execute(Tuple.of(id))
                .map(done -> {
                    if (done.rowCount() == 0) {
                        throw missing();
                    }
                    return null;
                });
    }

    /** @return until when the one before signs too, in words of SQL's clock */
    Future<String> rotate(SqlClient sql, String id, Buffer secret, long seconds) {
        return sql.preparedQuery(ROTATE).execute(Tuple.of(id, secret, seconds)).map(rows -> {
            if (rows.size() == 0) {
                throw missing();
            }
            return rows.iterator().next().getOffsetDateTime(0).toInstant().toString();
        });
    }

    /** Erases secrets that have been replaced and sign no more. */
    Future<Void> forget(SqlClient sql) {
        return sql.query(FORGET).execute().mapEmpty();
    }

    Future<List<Sealed>> secrets(SqlConnection tx) {
        return tx.query(SECRETS)
                .mapping(row -> new Sealed(
                        row.getString("id"),
                        row.getBuffer("secret"),
                        Optional.ofNullable(row.getBuffer("previous_secret"))))
                .execute()
                .map(rows -> rows.stream().toList());
    }

    Future<Void> reseal(SqlConnection tx, Sealed sealed) {
        return tx.preparedQuery(RESEAL)
                .execute(
                        Tuple.of(sealed.id(), sealed.secret(), sealed.previous().orElse(null)))
                .mapEmpty();
    }

    private static DomainException missing() {
        return new DomainException(Failure.NOT_FOUND, "There is no webhook with this id.");
    }
}
