package io.signalroom.ledger;

import io.signalroom.ledger.ChannelFigures.Window;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of channels, found by key. */
public final class ChannelList {
    private static final String PAGE = """
            SELECT c.id, c.username, c.title, c.origin, c.source, c.created_at, c.posts, c.edits, c.deletions,
                   c.first_post_at, c.last_post_at, coalesce(r.signals, 0) AS signals, %1$s AS sort_key
            FROM channel c
            LEFT JOIN rollup_channel r ON r.channel_id = c.id
            WHERE ($1::text IS NULL OR strpos(lower(c.title), lower($1)) > 0 OR strpos(lower(c.username), lower($1)) > 0)
              AND ($2::%2$s IS NULL OR (%1$s, c.id) %3$s ($2::%2$s, $3::bigint))
            ORDER BY sort_key %4$s, c.id %4$s LIMIT $4""";

    /** Figures are looked up for the page only. */
    private static final String SELECT = "SELECT c.*, " + ChannelFigures.COLUMNS + " FROM (" + PAGE + ") c "
            + ChannelFigures.joins(5) + " ORDER BY c.sort_key %4$s, c.id %4$s";

    /**
     * What is asked.
     *
     * @param text part of a title or username, in any case
     * @param sort the order
     * @param cursor of another page of the same order
     * @param limit how many at most
     * @param window what the figures count
     */
    public record Query(Optional<String> text, ChannelSort sort, Optional<String> cursor, int limit, Window window) {}

    /**
     * One page.
     *
     * @param channels as {@link ChannelStore#byId} gives them
     * @param next cursor of the page behind it
     * @param prev cursor of the page before it
     */
    public record Page(List<JsonObject> channels, Optional<String> next, Optional<String> prev) {
        public Page {
            channels = List.copyOf(channels);
        }
    }

    /** A place between two channels. */
    private record Place(boolean backward, ChannelSort sort, long id, String key) {
        String encode() {
            return new PagePlace(backward, sort.wire() + ":" + id + ":" + key).encode();
        }

        static Place decode(String text, ChannelSort sort) {
            PagePlace place = PagePlace.decode(text);
            String[] parts = place.key().split(":", 3);
            if (parts.length < 3 || !parts[0].equals(sort.wire()) || parts[2].indexOf('\0') >= 0) {
                throw PagePlace.foreign();
            }
            try {
                sort.value(parts[2]);
                return new Place(place.backward(), sort, Long.parseLong(parts[1]), parts[2]);
            } catch (IllegalArgumentException e) {
                throw PagePlace.foreign();
            }
        }
    }

    /** The page; a cursor of another list is refused with a {@link FaultyRequestException}. */
    public Future<Page> page(SqlClient sql, Query query) {
        ChannelSort sort = query.sort();
        Place place = query.cursor().map(c -> Place.decode(c, sort)).orElse(null);
        boolean backward = place != null && place.backward();
        boolean descending = sort.descending() != backward;
        String select = SELECT.formatted(sort.key(), sort.type(), descending ? "<" : ">", descending ? "DESC" : "ASC");
        Tuple values = Tuple.of(
                        query.text().orElse(null),
                        place == null ? null : sort.value(place.key()),
                        place == null ? null : place.id(),
                        query.limit() + 1,
                        query.window().from())
                .addArrayOfString(query.window().origins());
        return sql.preparedQuery(select).execute(values).map(rows -> {
            List<Row> found = new ArrayList<>(rows.size());
            rows.forEach(found::add);
            return page(found, query, place);
        });
    }

    private static Page page(List<Row> found, Query query, Place place) {
        KeysetPage<Row> page = KeysetPage.cut(found, query.limit(), place != null, place != null && place.backward());
        return new Page(
                page.items().stream()
                        .map(row -> ChannelFigures.add(ChannelStore.json(row), row, query.window()))
                        .toList(),
                page.next().map(row -> at(row, query.sort(), false)),
                page.prev().map(row -> at(row, query.sort(), true)));
    }

    private static String at(Row row, ChannelSort sort, boolean backward) {
        return new Place(backward, sort, row.getLong("id"), String.valueOf(row.getValue("sort_key"))).encode();
    }
}
