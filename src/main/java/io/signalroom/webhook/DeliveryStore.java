package io.signalroom.webhook;

import io.signalroom.webhook.Delivery.Receiver;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which deliveries are due, and what became of them: SQL on {@code webhook_delivery}. A transaction that changes a webhook and
 * deliveries takes the webhook first, as all do, so that none waits for another that waits for it.
 */
final class DeliveryStore {
    /**
     * One of each webhook before a second of any. Tests are due before all others ({@link DeliveryLog#test}): they pass by whatever
     * keeps the others of their webhook back, each after the one before it.
     */
    private static final String DUE = """
            SELECT d.id, d.webhook_id, d.message_id, d.event, d.body, d.attempts, w.url, w.secret,
                   CASE WHEN w.previous_until > now() THEN w.previous_secret END AS previous_secret,
                   w.failing_since IS NOT NULL AS failing
            FROM webhook w
            CROSS JOIN LATERAL (
                SELECT c.id, c.webhook_id, c.message_id, c.event, c.body, c.attempts, c.next_at,
                       row_number() OVER (ORDER BY c.next_at, c.id) AS rank
                FROM (
                    SELECT id, webhook_id, message_id, event, body, attempts, next_at FROM webhook_delivery
                    WHERE webhook_id = w.id AND state = 'waiting' AND id <> ALL ($1::bigint[])
                        AND next_at <= CASE WHEN w.id = ANY ($2::text[]) OR w.held_until > now() OR w.state <> 'active'
                            THEN to_timestamp(0) ELSE now() END
                        AND next_at > CASE WHEN w.id = ANY ($3::text[]) THEN to_timestamp(0) ELSE '-infinity' END
                    ORDER BY next_at, id LIMIT $4) c) d
            ORDER BY d.rank, d.next_at LIMIT $5""";

    private static final String DELIVERED = """
            UPDATE webhook_delivery SET state = 'delivered', attempts = attempts + 1, status = $2, reason = NULL,
                took_ms = $3, tried_at = now(), body = NULL, next_at = NULL
            WHERE id = $1 AND state = 'waiting'""";

    private static final String WELL = """
            UPDATE webhook SET failing_since = NULL, held_until = NULL
            WHERE id = $1 AND (failing_since IS NOT NULL OR held_until IS NOT NULL)""";

    private static final String FAILED = """
            UPDATE webhook_delivery SET attempts = attempts + 1, status = $2, reason = $3, took_ms = $4, tried_at = now(),
                state = CASE WHEN $5::bigint IS NULL THEN 'failed' ELSE state END,
                body = CASE WHEN $5::bigint IS NULL THEN NULL ELSE body END,
                next_at = now() + $5::bigint * interval '1 millisecond'
            WHERE id = $1 AND state = 'waiting'""";

    private static final String FAILING = """
            UPDATE webhook SET failing_since = coalesce(failing_since, now()),
                held_until = greatest(held_until, now() + $2::bigint * interval '1 millisecond')
            WHERE id = $1 AND url = $4 RETURNING failing_since < now() - $3::bigint * interval '1 second'""";

    private static final String DISABLE =
            "UPDATE webhook SET state = 'disabled', reason = $2 WHERE id = $1 AND state = 'active' AND url = $3";

    private static final String GIVE_UP = """
            WITH dropped AS (
                UPDATE webhook_delivery SET state = 'dropped', reason = 'The webhook was disabled.', body = NULL, next_at = NULL
                WHERE webhook_id = $1 AND state = 'waiting' AND event <> 'webhook.test' RETURNING 1),
            told AS (UPDATE webhook SET dropped = dropped + (SELECT count(*) FROM dropped) WHERE id = $1)
            SELECT count(*) FROM dropped""";

    private static final String PRUNE = """
            DELETE FROM webhook_delivery WHERE id IN (
                SELECT id FROM webhook_delivery WHERE created_at < now() - interval '30 days' ORDER BY created_at LIMIT $1)""";

    private static final String WAITING = "SELECT count(*) FROM webhook_delivery WHERE state = 'waiting'";

    /**
     * What should be sent now, at most {@code limit}.
     *
     * @param except rows that are being sent
     * @param busy webhooks to which no more may be sent, tests aside
     * @param testing webhooks to which no more tests may be sent
     * @param limit at most so many, and {@link Dispatch#EACH} of one webhook
     */
    Future<List<Delivery>> due(SqlClient sql, Set<Long> except, Set<String> busy, Set<String> testing, int limit) {
        return sql.preparedQuery(DUE)
                .mapping(Delivery::of)
                .execute(Tuple.of(
                        except.toArray(Long[]::new),
                        busy.toArray(String[]::new),
                        testing.toArray(String[]::new),
                        Dispatch.EACH,
                        limit))
                .map(rows -> rows.stream().toList());
    }

    Future<Void> delivered(SqlConnection tx, Delivery delivery, Attempt attempt) {
        Future<?> well = delivery.test()
                ? Future.succeededFuture()
                : tx.preparedQuery(WELL).execute(Tuple.of(delivery.to().id()));
        return well.compose(x -> tx.preparedQuery(DELIVERED)
                        .execute(Tuple.of(delivery.id(), attempt.status().orElseThrow(), attempt.tookMillis())))
                .mapEmpty();
    }

    /**
     * Notes a failed try.
     *
     * @param next wait before the next try; empty if it is given up
     * @return false if the delivery was given up meanwhile: then nothing is noted
     */
    Future<Boolean> failed(SqlConnection tx, Delivery delivery, Attempt attempt, Optional<Duration> next) {
        return tx.preparedQuery(FAILED)
                .execute(Tuple.of(
                        delivery.id(),
                        attempt.status().orElse(null),
                        attempt.fault().orElseThrow(),
                        attempt.tookMillis(),
                        next.map(Duration::toMillis).orElse(null)))
                .map(done -> done.rowCount() > 0);
    }

    /**
     * Notes a failure of the webhook, unless it has got another address since the try.
     *
     * @return true if it has failed for longer than {@code patience}
     */
    Future<Boolean> failing(SqlConnection tx, Receiver tried, Duration hold, Duration patience) {
        Long millis = hold.isZero() ? null : hold.toMillis();
        return tx.preparedQuery(FAILING)
                .execute(Tuple.of(tried.id(), millis, patience.toSeconds(), tried.url()))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean(0));
    }

    /** What waits for it is given up. @return how many; empty if it has got another address meanwhile, or was disabled */
    Future<Optional<Long>> disable(SqlConnection tx, Receiver tried, String reason) {
        return tx.preparedQuery(DISABLE)
                .execute(Tuple.of(tried.id(), reason, tried.url()))
                .compose(done -> done.rowCount() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : giveUp(tx, tried.id()).map(Optional::of));
    }

    /** Drops all that waits for a webhook, tests aside. @return how many */
    Future<Long> giveUp(SqlConnection tx, String webhook) {
        return tx.preparedQuery(GIVE_UP)
                .execute(Tuple.of(webhook))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Takes rows older than 30 days out of the log. @return how many, at most {@code limit} */
    Future<Integer> prune(SqlClient sql, int limit) {
        return sql.preparedQuery(PRUNE).execute(Tuple.of(limit)).map(done -> done.rowCount());
    }

    Future<Long> waiting(SqlClient sql) {
        return sql.query(WAITING).execute().map(rows -> rows.iterator().next().getLong(0));
    }
}
