package io.signalroom.ledger;

import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Pages of imports, the newest first, found by key. */
public final class ImportList {
    private static final String LIST = "SELECT" + ImportStore.columns() + """
            FROM import_batch WHERE $1::bigint IS NULL OR CASE WHEN $2 THEN id > $1 ELSE id < $1 END
            ORDER BY CASE WHEN $2 THEN id ELSE -id END LIMIT $3""";

    /**
     * One page.
     *
     * @param imports the newest first
     * @param next cursor of the page behind it
     * @param prev cursor of the page before it
     */
    public record Page(List<ImportBatch> imports, Optional<String> next, Optional<String> prev) {
        public Page {
            imports = List.copyOf(imports);
        }
    }

    /**
     * The page; a cursor of another list is refused with a {@link FaultyRequestException}.
     *
     * @param cursor of another page; empty = the newest
     * @param limit how many at most
     */
    public Future<Page> page(SqlClient sql, Optional<String> cursor, int limit) {
        Optional<PagePlace> place = cursor.map(PagePlace::decode);
        Long from = place.map(p -> ImportBatch.idOf(p.key()).orElseThrow(PagePlace::foreign))
                .orElse(null);
        boolean backward = place.isPresent() && place.get().backward();
        return sql.preparedQuery(LIST)
                .execute(Tuple.of(from, backward, limit + 1))
                .map(rows -> {
                    KeysetPage<ImportBatch> page =
                            KeysetPage.cut(ImportStore.all(rows), limit, place.isPresent(), backward);
                    return new Page(
                            page.items(),
                            page.next().map(b -> at(b, false)),
                            page.prev().map(b -> at(b, true)));
                });
    }

    private static String at(ImportBatch batch, boolean backward) {
        return new PagePlace(backward, batch.name()).encode();
    }
}
