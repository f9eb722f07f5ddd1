package io.signalroom.ledger;

import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Builds the SQL of a list. Values are parameters always; the text depends only on which filters are set, and whether to
 * one value or to several.
 */
final class SignalSelect {
    private final StringBuilder sql = new StringBuilder();
    private final Tuple values = Tuple.tuple();

    /**
     * The query of one page.
     *
     * @param channels ids that the channels of the query stand for; empty: any channel
     * @param newestFirst order of the list
     * @param cursor where the page begins, or null
     * @param rows how many rows to read
     */
    static SignalSelect page(SignalQuery query, List<Long> channels, boolean newestFirst, Cursor cursor, int rows) {
        SignalSelect select = new SignalSelect();
        boolean descending = newestFirst != (cursor != null && cursor.backward());
        select.sql
                .append("SELECT ")
                .append(SignalRows.COLUMNS)
                .append(
                        " FROM signal s JOIN channel c ON c.id = s.channel_id WHERE s.withdrawn_at IS NULL AND s.state = '")
                .append(query.state().wire()) // not a parameter: an index is for some of the states only
                .append('\'');
        select.filter(query);
        select.oneOrAny("s.channel_id", channels.toArray(Long[]::new), "::bigint");
        if (cursor != null) {
            select.sql
                    .append(" AND (s.posted_at, s.id) ")
                    .append(descending ? '<' : '>')
                    .append(" (");
            select.value(Times.sql(cursor.anchor().postedAt())).sql.append("::timestamptz, ");
            select.value(cursor.anchor().value()).sql.append("::uuid)");
        }
        String order = descending ? " DESC" : "";
        select.sql
                .append(" ORDER BY s.posted_at")
                .append(order)
                .append(", s.id")
                .append(order)
                .append(" LIMIT ");
        select.value(rows);
        return select;
    }

    String sql() {
        return sql.toString();
    }

    Tuple values() {
        return values;
    }

    private void filter(SignalQuery q) {
        oneOrAny("s.symbol", q.tokens().toArray(String[]::new), "::text");
        oneOrAny("s.kind", q.kinds().toArray(String[]::new), "::text");
        oneOrAny("s.origin", q.origins().toArray(String[]::new), "::text");
        if (!q.directions().isEmpty()) {
            and("s.direction = ANY(", q.directions().toArray(Integer[]::new), "::smallint[])");
        }
        q.minConfidence().ifPresent(v -> and("s.confidence >= ", (float) v, "::real"));
        q.from().ifPresent(v -> and("s.posted_at >= ", Times.sql(v), "::timestamptz"));
        q.to().ifPresent(v -> and("s.posted_at < ", Times.sql(v), "::timestamptz"));
        q.text().ifPresent(v -> and("s.search @@ websearch_to_tsquery('simple', ", v, "::text)"));
        q.replyTo().ifPresent(v -> and("s.reply_to = ", v, "::bigint"));
    }

    /** A single value is compared with {@code =}: only then does an index on the column also give the order. */
    private void oneOrAny(String column, Object[] wanted, String type) {
        if (wanted.length == 1) {
            and(column + " = ", wanted[0], type);
        } else if (wanted.length > 1) {
            and(column + " = ANY(", wanted, type + "[])");
        }
    }

    private void and(String before, Object value, String after) {
        sql.append(" AND ").append(before);
        value(value).sql.append(after);
    }

    private SignalSelect value(Object value) {
        values.addValue(value);
        sql.append('$').append(values.size());
        return this;
    }
}
