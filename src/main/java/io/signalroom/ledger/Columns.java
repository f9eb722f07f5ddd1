package io.signalroom.ledger;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Many rows for one statement as one array a column, which PostgreSQL takes in its binary form: no text is written and parsed
 * in between, as with JSON. A list of columns is made once and used for every batch.
 *
 * @param <T> what a row is made of
 */
final class Columns<T> {
    private record Column<T>(String name, String type, Function<T, ?> value, IntFunction<Object[]> array) {}

    private final List<Column<T>> columns = new ArrayList<>();

    private Columns<T> add(String name, String type, Function<T, ?> value, IntFunction<Object[]> array) {
        columns.add(new Column<>(name, type, value, array));
        return this;
    }

    Columns<T> bigint(String name, Function<T, Long> value) {
        return add(name, "bigint", value, Long[]::new);
    }

    Columns<T> integer(String name, Function<T, Integer> value) {
        return add(name, "integer", value, Integer[]::new);
    }

    Columns<T> real(String name, Function<T, Double> value) {
        return add(name, "double precision", value, Double[]::new);
    }

    Columns<T> bool(String name, Function<T, Boolean> value) {
        return add(name, "boolean", value, Boolean[]::new);
    }

    /** Also what the statement casts from text, such as numbers and JSON. */
    Columns<T> text(String name, Function<T, String> value) {
        return add(name, "text", value, String[]::new);
    }

    Columns<T> uuid(String name, Function<T, UUID> value) {
        return add(name, "uuid", value, UUID[]::new);
    }

    Columns<T> time(String name, Function<T, Instant> value) {
        return add(name, "timestamptz", row -> Times.sql(value.apply(row)), OffsetDateTime[]::new);
    }

    Columns<T> bytes(String name, Function<T, byte[]> value) {
        return add(name, "bytea", row -> Buffer.buffer(value.apply(row)), Buffer[]::new);
    }

    /** What stands behind {@code FROM}: {@code unnest($1::bigint[], ...) AS alias (name, ...)}. */
    String unnest(String alias) {
        StringBuilder sql = new StringBuilder("unnest(");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? "$" : ", $")
                    .append(i + 1)
                    .append("::")
                    .append(columns.get(i).type())
                    .append("[]");
        }
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return sql + ") AS " + alias + " (" + names + ")";
    }

    /** The parameters of that: one array a column. */
    Tuple of(Collection<T> rows) {
        Tuple tuple = Tuple.tuple();
        for (Column<T> column : columns) {
            tuple.addValue(rows.stream().map(column.value()).toArray(column.array()));
        }
        return tuple;
    }
}
