package io.signalroom.identity;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The API keys: the only SQL on {@code api_key}. */
public final class ApiKeys {
    private static final String COLUMNS = "id, name, scope, created_by, created_at, last_used_at, revoked_at";
    private static final String CREATE =
            "INSERT INTO api_key (id, name, scope, digest, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING "
                    + COLUMNS;
    private static final String LIST = "SELECT " + COLUMNS + " FROM api_key ORDER BY created_at DESC, id LIMIT 1000";
    private static final String REVOKE =
            "UPDATE api_key SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING " + COLUMNS;
    private static final String FIND = "SELECT " + COLUMNS + ", digest FROM api_key WHERE id = $1";
    private static final String USED = """
            UPDATE api_key SET last_used_at = now()
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')""";
    /** As long as a token made with one may still be about. */
    private static final String REVOKED = "SELECT id FROM api_key WHERE revoked_at > now() - interval '1 hour'";

    private static final String ANY = "SELECT EXISTS (SELECT 1 FROM api_key)";

    private static final byte[] NO_DIGEST = new byte[32];

    private final SecureRandom random = new SecureRandom();

    /**
     * A new key.
     *
     * @param text the key as its holder will send it, to be shown once: it is stored nowhere
     */
    public record Issued(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    /**
     * Makes a key.
     *
     * @param name 1 to 100 characters
     * @param createdBy a caller, or {@code command line}
     */
    public Future<Issued> create(SqlClient sql, String name, Scope scope, String createdBy) {
        ApiKeyText text = ApiKeyText.random(random);
        return sql.preparedQuery(CREATE)
                .execute(Tuple.of(text.id(), name, scope.wire(), Buffer.buffer(text.digest()), createdBy))
                .map(rows -> new Issued(key(rows.iterator().next()), text.text()));
    }

    /** The newest thousand, the newest first, revoked ones as well. */
    public Future<List<ApiKey>> list(SqlClient sql) {
        return sql.query(LIST)
                .mapping(ApiKeys::key)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    /** Refuses a key from now on; one that is refused already stays as it is. Fails with {@link Failure#NOT_FOUND}. */
    public Future<ApiKey> revoke(SqlClient sql, String id) {
        return sql.preparedQuery(REVOKE).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw new DomainException(Failure.NOT_FOUND, "There is no key with this id.");
            }
            return key(rows.iterator().next());
        });
    }

    /** The key of this text; fails with {@link Failure#UNAUTHORIZED}, in the same words whatever is wrong with it. */
    public Future<ApiKey> check(SqlClient sql, String text) {
        Optional<ApiKeyText> given = ApiKeyText.of(text);
        if (given.isEmpty()) {
            return refused();
        }
        return sql.preparedQuery(FIND).execute(Tuple.of(given.get().id())).compose(rows -> {
            Row row = rows.size() == 0 ? null : rows.iterator().next();
            byte[] digest = row == null ? NO_DIGEST : row.getBuffer("digest").getBytes();
            boolean same = MessageDigest.isEqual(digest, given.get().digest());
            if (row == null || !same || row.getValue("revoked_at") != null) {
                return refused();
            }
            return sql.preparedQuery(USED).execute(Tuple.of(given.get().id())).map(key(row));
        });
    }

    /** Subjects of tokens that are refused because their key was. */
    public Future<Set<String>> revokedSubjects(SqlClient sql) {
        return sql.query(REVOKED)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> ApiKey.subject(row.getString(0)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether one was ever made. */
    public Future<Boolean> any(SqlClient sql) {
        return sql.query(ANY).execute().map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(new DomainException(
                Failure.UNAUTHORIZED,
                "This key is not valid, or no longer. Make one: java -jar target/signalroom.jar key create."));
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                Scope.ofWire(row.getString("scope")).orElseThrow(),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(OffsetDateTime::toInstant));
    }
}
