package io.signalroom.ledger;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Builds the SQL of a list. Values are parameters always; the text depends only on which filters are set, and whether to
 * one value or to several.
 */
final class SignalSelect {
    /** What is in a list; an outcome may outlive a correction to another kind, or a withdrawal, for a moment. */
    private static final String LISTED = "s.withdrawn_at IS NULL AND s.state = '%s'";

    private static final String MEASURED = " AND s.kind IN ('trade_signal', 'token_launch')";

    /** Left to the planner. Times are equal and said to be by two bounds: of two equalities it takes the join for empty. */
    private static final String JOINED = """
            FROM signal s JOIN outcome o
              ON o.signal_id = s.id AND s.posted_at >= o.posted_at AND s.posted_at <= o.posted_at
            JOIN channel c ON c.id = s.channel_id WHERE\s""";

    /** Outcomes in the order of an index, each with its signal, until the page is full. */
    private static final String OUTCOMES_FIRST = """
            FROM outcome o CROSS JOIN LATERAL (
                SELECT %s FROM signal s
                WHERE s.id = o.signal_id AND s.posted_at = o.posted_at AND %s OFFSET 0) s
            JOIN channel c ON c.id = s.channel_id WHERE true""";

    private static final String SIGNALS = "FROM signal s JOIN channel c ON c.id = s.channel_id WHERE ";

    private final StringBuilder sql = new StringBuilder();
    private final Tuple values = Tuple.tuple();

    private boolean measured;
    private boolean outcomesFirst;

    /**
     * The query of one page.
     *
     * @param channels ids that the channels of the query stand for; empty: any channel
     * @param sort order of the list
     * @param cursor where the page begins, or null
     * @param rows how many rows to read
     */
    static SignalSelect page(SignalQuery query, List<Long> channels, SignalSort sort, Cursor cursor, int rows) {
        SignalSelect select = new SignalSelect();
        select.from(query, sort);
        select.filter(query);
        select.outcomes(query.outcomes());
        select.oneOrAny(select.shared("channel_id"), channels.toArray(Long[]::new), "::bigint");
        boolean descending = sort.descending() != (cursor != null && cursor.backward());
        if (cursor != null) {
            select.beyond(cursor, sort, descending ? " < (" : " > (");
        }
        select.order(sort, descending);
        select.sql.append(" LIMIT ");
        select.value(rows);
        return select;
    }

    /** Outcomes are joined only where they choose or order the rows: what is shown of them is looked up later. */
    private void from(SignalQuery query, SignalSort sort) {
        measured = sort.byResult() || query.outcomes().any();
        outcomesFirst = measured && query.byOutcomeAlone();
        // the state is no parameter: an index is for some of the states only
        String listed = LISTED.formatted(query.state().wire()) + (measured ? MEASURED : "");
        sql.append("SELECT ").append(SignalRows.COLUMNS).append(' ');
        if (outcomesFirst) {
            sql.append(OUTCOMES_FIRST.formatted(SignalRows.OF_SIGNAL, listed));
        } else {
            sql.append(measured ? JOINED : SIGNALS).append(listed);
        }
        if (sort.byResult()) {
            sql.append(" AND ").append(sort.key()).append(" IS NOT NULL");
        }
    }

    /** A column that outcomes have too. */
    private String shared(String column) {
        return (outcomesFirst ? "o." : "s.") + column;
    }

    private void beyond(Cursor cursor, SignalSort sort, String side) {
        OffsetDateTime at = Times.sql(cursor.anchor().postedAt());
        sql.append(" AND (");
        if (sort.byResult()) {
            sql.append(sort.key()).append(", ");
        }
        sql.append(measured ? "o.posted_at, o.signal_id)" : "s.posted_at, s.id)")
                .append(side);
        if (sort.byResult()) {
            value(cursor.value()).sql.append("::double precision, ");
        }
        value(at).sql.append("::timestamptz, ");
        value(cursor.anchor().value()).sql.append("::uuid)");
    }

    private void order(SignalSort sort, boolean descending) {
        String direction = descending ? " DESC" : "";
        sql.append(" ORDER BY ");
        if (sort.byResult()) {
            sql.append(sort.key()).append(direction).append(", ");
        }
        sql.append(measured ? "o.posted_at" : "s.posted_at")
                .append(direction)
                .append(measured ? ", o.signal_id" : ", s.id")
                .append(direction);
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
        oneOrAny(shared("origin"), q.origins().toArray(String[]::new), "::text");
        if (!q.directions().isEmpty()) {
            and("s.direction = ANY(", q.directions().toArray(Integer[]::new), "::smallint[])");
        }
        q.minConfidence().ifPresent(v -> and("s.confidence >= ", (float) v, "::real"));
        q.from().ifPresent(v -> posted(" >= ", v));
        q.to().ifPresent(v -> posted(" < ", v));
        q.text().ifPresent(v -> and("s.search @@ websearch_to_tsquery('simple', ", v, "::text)"));
        q.replyTo().ifPresent(v -> and("s.reply_to = ", v, "::bigint"));
        marks(q.marks());
    }

    /** The first condition is that of an index, the second narrows it. */
    private void marks(List<String> wanted) {
        if (!wanted.isEmpty()) {
            sql.append(" AND (s.edited_at IS NOT NULL OR s.deleted_at IS NOT NULL)");
            boolean edited = wanted.contains("edited");
            if (edited != wanted.contains("deleted")) {
                sql.append(edited ? " AND s.edited_at IS NOT NULL" : " AND s.deleted_at IS NOT NULL");
            }
        }
    }

    /** Said of both joined tables: the planner does not infer one's bound from the other's, and would read all of it. */
    private void posted(String bound, Instant at) {
        and(shared("posted_at") + bound, Times.sql(at), "::timestamptz");
        if (measured && !outcomesFirst) {
            and("o.posted_at" + bound, Times.sql(at), "::timestamptz");
        }
    }

    private void outcomes(SignalQuery.Outcomes wanted) {
        oneOrAny("o.state", wanted.states().toArray(String[]::new), "::text");
        wanted.minR().ifPresent(v -> and("o.r >= ", v, "::double precision"));
        wanted.maxR().ifPresent(v -> and("o.r <= ", v, "::double precision"));
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
