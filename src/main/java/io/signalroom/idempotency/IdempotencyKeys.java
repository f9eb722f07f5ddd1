package io.signalroom.idempotency;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The answers to changes that came with a key: the only SQL on {@code idempotency_key}. What counts runs in the transaction
 * of the change, so that there is an answer exactly where there was a change, whatever is killed when.
 */
public final class IdempotencyKeys {
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1 || E'\\n' || $2, 0))";
    private static final String FIND = """
            SELECT digest, location, body FROM idempotency_key
            WHERE caller = $1 AND key = $2 AND created_at > now() - interval '24 hours'""";
    private static final String PUT = """
            INSERT INTO idempotency_key (caller, key, digest, location, body) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (caller, key) DO UPDATE SET digest = excluded.digest, location = excluded.location,
                body = excluded.body, created_at = excluded.created_at""";
    /** Each change sweeps more than it leaves. */
    private static final String SWEEP = """
            DELETE FROM idempotency_key WHERE (caller, key) IN (
                SELECT caller, key FROM idempotency_key WHERE created_at < now() - interval '24 hours'
                ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED)""";

    /**
     * What somebody asked for.
     *
     * @param caller subject of his token
     * @param key of his choice, 1 to 255 characters
     * @param operation and where, such as {@code createSignal}
     * @param body of the request
     */
    public record Asked(String caller, String key, String operation, Buffer body) {
        private byte[] digest() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update((operation + "\n").getBytes(StandardCharsets.UTF_8));
                return digest.digest(body.getBytes());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * What was answered.
     *
     * @param location of what was made
     * @param body JSON
     */
    public record Answered(String location, Buffer body) {}

    /**
     * Begins a change: what was answered to the same before, or nothing if it is to be carried out now; then nobody else
     * begins the same until the transaction ends. Fails with {@link Failure#CONFLICT} while another runs, and with {@link
     * Failure#UNPROCESSABLE} if the key was used for something else in the last 24 hours.
     */
    public Future<Optional<Answered>> begin(SqlConnection tx, Asked asked) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(asked.caller(), asked.key()))
                .compose(locked -> {
                    if (!locked.iterator().next().getBoolean(0)) {
                        throw new DomainException(
                                Failure.CONFLICT,
                                "A request with this Idempotency-Key is still running. Try again in a moment.");
                    }
                    return find(tx, asked);
                });
    }

    /**
     * What was answered to the same before, without beginning anything. Fails with {@link Failure#UNPROCESSABLE} if the key was
     * used for something else in the last 24 hours.
     */
    public Future<Optional<Answered>> find(SqlClient sql, Asked asked) {
        return sql.preparedQuery(FIND)
                .execute(Tuple.of(asked.caller(), asked.key()))
                .map(rows -> rows.stream().findFirst().map(row -> answered(asked, row)));
    }

    private static Answered answered(Asked asked, Row row) {
        if (!Arrays.equals(row.getBuffer("digest").getBytes(), asked.digest())) {
            throw new DomainException(
                    Failure.UNPROCESSABLE, "This Idempotency-Key was used for another request. Take a new one.");
        }
        return new Answered(row.getString("location"), row.getBuffer("body"));
    }

    /** Keeps the answer to a change for 24 hours. */
    public Future<Void> end(SqlConnection tx, Asked asked, Answered answered) {
        Tuple row = Tuple.of(
                asked.caller(), asked.key(), Buffer.buffer(asked.digest()), answered.location(), answered.body());
        return tx.preparedQuery(PUT)
                .execute(row)
                .compose(x -> tx.query(SWEEP).execute())
                .mapEmpty();
    }
}
