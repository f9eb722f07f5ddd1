package io.signalroom.ledger;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/** Builds the SQL of a list. Values are parameters always; the text depends only on which filters are set. */
final class SignalSelect {
    private final StringBuilder sql = new StringBuilder();
    private final Tuple values = Tuple.tuple();

    /**
     * The query of one page.
     *
     * @param newestFirst order of the list
     * @param cursor where the page begins, or null
     * @param rows how many rows to read
     */
    static SignalSelect page(SignalQuery query, boolean newestFirst, Cursor cursor, int rows) {
        SignalSelect select = new SignalSelect();
        boolean descending = newestFirst != (cursor != null && cursor.backward());
        select.sql
                .append("SELECT ")
                .append(SignalRows.COLUMNS)
                .append(" FROM signal s JOIN channel c ON c.id = s.channel_id WHERE s.withdrawn_at IS NULL");
        select.filter(query);
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
        anyOf("s.symbol", q.tokens());
        anyOf("s.kind", q.kinds());
        anyOf("s.origin", q.origins());
        if (!q.directions().isEmpty()) {
            and("s.direction = ANY(", q.directions().toArray(Integer[]::new), "::smallint[])");
        }
        if (!q.channels().isEmpty()) {
            channels(q.channels());
        }
        q.minConfidence().ifPresent(v -> and("s.confidence >= ", (float) v, "::real"));
        q.from().ifPresent(v -> and("s.posted_at >= ", Times.sql(v), "::timestamptz"));
        q.to().ifPresent(v -> and("s.posted_at < ", Times.sql(v), "::timestamptz"));
        q.text().ifPresent(v -> and("s.search @@ websearch_to_tsquery('simple', ", v, "::text)"));
        q.replyTo().ifPresent(v -> and("s.reply_to = ", v, "::bigint"));
    }

    private void channels(List<String> idsOrNames) {
        String[] names = idsOrNames.stream()
                .map(n -> (n.startsWith("@") ? n.substring(1) : n).toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        and(
                "s.channel_id IN (SELECT n.id FROM channel n, (SELECT ",
                names,
                "::text[] AS wanted) w WHERE n.id::text = ANY(w.wanted) OR lower(n.username) = ANY(w.wanted))");
    }

    private void anyOf(String column, List<String> wanted) {
        if (!wanted.isEmpty()) {
            and(column + " = ANY(", wanted.toArray(String[]::new), "::text[])");
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
