package io.signalroom.telegram;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Where each source would go on. For people and for sources that can resume by number; the Bot API source does not, see
 * {@link BotApiSource}.
 */
final class SourceOffsets {
    private static final String SAVE = """
            INSERT INTO source_offset (source, next_offset) VALUES ($1, $2)
            ON CONFLICT (source) DO UPDATE SET next_offset = excluded.next_offset, updated_at = now()""";

    private SourceOffsets() {}

    /** Saves where a source goes on, in the transaction that stores what came before. */
    static Future<Void> save(SqlConnection tx, String source, Long nextOffset) {
        return nextOffset == null
                ? Future.succeededFuture()
                : tx.preparedQuery(SAVE).execute(Tuple.of(source, nextOffset)).mapEmpty();
    }
}
