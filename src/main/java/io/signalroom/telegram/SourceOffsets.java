package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * Where each source would go on, and when it was last heard. For people and for sources that can resume by number; the
 * Bot API source does not, see {@link BotApiSource}.
 */
final class SourceOffsets {
    private static final String SAVE = """
            INSERT INTO source_offset (source, next_offset) VALUES ($1, $2)
            ON CONFLICT (source) DO UPDATE SET next_offset = excluded.next_offset, updated_at = now()""";

    private static final String TOUCH = """
            INSERT INTO source_offset (source, next_offset) VALUES ($1, 0)
            ON CONFLICT (source) DO UPDATE SET updated_at = now()""";

    private final Pool pool;

    SourceOffsets(Pool pool) {
        this.pool = pool;
    }

    /** Saves where a source goes on, in the transaction that stores what came before. */
    static Future<Void> save(SqlConnection tx, String source, Long nextOffset) {
        return nextOffset == null
                ? Future.succeededFuture()
                : tx.preparedQuery(SAVE).execute(Tuple.of(source, nextOffset)).mapEmpty();
    }

    /** Notes that a source was heard, though it had nothing to say. */
    Future<Void> touch(String source) {
        return pool.preparedQuery(TOUCH).execute(Tuple.of(source)).mapEmpty();
    }

    /** When a source was last heard, as far as it was noted. */
    Future<Optional<Instant>> heard(String source) {
        return pool.preparedQuery("SELECT updated_at FROM source_offset WHERE source = $1")
                .execute(Tuple.of(source))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> row.getOffsetDateTime(0).toInstant()));
    }
}
