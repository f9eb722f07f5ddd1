package io.signalroom.analytics.rollup;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement that makes some rows of a table equal to what was counted: those that are missing are added, those that say
 * something else are changed, those that nothing was counted for go. The others are not written.
 */
final class Renewal {
    private static final String STATEMENT = """
            WITH counted AS MATERIALIZED (%1$s),
            gone AS (DELETE FROM %2$s r WHERE %3$s AND NOT EXISTS (SELECT FROM counted c WHERE %4$s))
            INSERT INTO %2$s AS r (%5$s) SELECT %5$s FROM counted
            ON CONFLICT (%6$s) DO UPDATE SET (%7$s) = ROW (%8$s) WHERE (%9$s) IS DISTINCT FROM (%8$s)""";

    private final String table;
    private final List<String> keys;
    private final List<String> figures;

    /**
     * For a table.
     *
     * @param keys columns of its primary key
     * @param figures all other columns
     */
    Renewal(String table, List<String> keys, List<String> figures) {
        this.table = table;
        this.keys = List.copyOf(keys);
        this.figures = List.copyOf(figures);
    }

    /**
     * The statement.
     *
     * @param which the rows that are made anew, a condition on {@code r}
     * @param counted a query of all columns that finds every row of these that is to be
     */
    String of(String which, String counted) {
        return STATEMENT.formatted(
                counted,
                table,
                which,
                keys.stream().map(key -> "c." + key + " = r." + key).collect(Collectors.joining(" AND ")),
                Stream.concat(keys.stream(), figures.stream()).collect(Collectors.joining(", ")),
                String.join(", ", keys),
                String.join(", ", figures),
                prefixed("excluded."),
                prefixed("r."));
    }

    private String prefixed(String alias) {
        return figures.stream().map(figure -> alias + figure).collect(Collectors.joining(", "));
    }
}
