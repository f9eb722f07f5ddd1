package io.signalroom.analytics.rollup;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which cells are to be counted anew.
 *
 * @param hours of the whole feed
 * @param channels days of channels
 * @param tokens days of tokens
 */
record Touched(Set<OffsetDateTime> hours, Set<Cell> channels, Set<Cell> tokens) {
    /** A day of a channel or a token. */
    record Cell(OffsetDateTime day, String key) {}

    /** Of rows with an {@code hour} and a {@code channel} and {@code token}, each or none. */
    static Touched of(RowSet<Row> rows) {
        Touched touched = new Touched(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Row row : rows) {
            OffsetDateTime hour = row.getOffsetDateTime("hour");
            OffsetDateTime day = hour.truncatedTo(ChronoUnit.DAYS);
            touched.hours.add(hour);
            if (row.getString("channel") != null) {
                touched.channels.add(new Cell(day, row.getString("channel")));
            }
            if (row.getString("token") != null) {
                touched.tokens.add(new Cell(day, row.getString("token")));
            }
        }
        return touched;
    }

    Tuple hourValues() {
        return Tuple.tuple().addArrayOfOffsetDateTime(hours.toArray(OffsetDateTime[]::new));
    }

    Tuple dayValues() {
        return Tuple.tuple()
                .addArrayOfOffsetDateTime(hours.stream()
                        .map(hour -> hour.truncatedTo(ChronoUnit.DAYS))
                        .distinct()
                        .toArray(OffsetDateTime[]::new));
    }

    static Tuple values(Set<Cell> cells) {
        return Tuple.tuple()
                .addArrayOfOffsetDateTime(cells.stream().map(Cell::day).toArray(OffsetDateTime[]::new))
                .addArrayOfString(cells.stream().map(Cell::key).toArray(String[]::new));
    }

    static String[] keys(Set<Cell> cells) {
        return cells.stream().map(Cell::key).distinct().sorted().toArray(String[]::new);
    }
}
