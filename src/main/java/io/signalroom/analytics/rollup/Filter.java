package io.signalroom.analytics.rollup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Which signals are counted; an empty list means any.
 *
 * @param origins wire names
 * @param kinds wire names
 * @param directions 1 bullish, -1 bearish
 * @param channels ids
 * @param tokens symbols in capitals
 */
public record Filter(
        List<String> origins, List<String> kinds, List<Integer> directions, List<Long> channels, List<String> tokens) {
    /** A condition on any table with these columns, to be completed by the alias; values from {@link #values}. */
    private static final String WHERE = """
             ($3::text[] IS NULL OR %1$s.origin = ANY ($3)) AND ($4::text[] IS NULL OR %1$s.kind = ANY ($4))
             AND ($5::smallint[] IS NULL OR %1$s.direction = ANY ($5)) """;

    public Filter {
        origins = List.copyOf(origins);
        kinds = List.copyOf(kinds);
        directions = List.copyOf(directions);
        channels = List.copyOf(channels);
        tokens = List.copyOf(tokens);
    }

    /** Reads the parameters {@code origin}, {@code kind}, {@code direction}, {@code channel} and {@code token}. */
    public static Filter of(JsonObject parameters) {
        return new Filter(
                list(parameters, "origin").stream().map(String.class::cast).toList(),
                list(parameters, "kind").stream().map(String.class::cast).toList(),
                list(parameters, "direction").stream()
                        .map(n -> ((Number) n).intValue())
                        .toList(),
                list(parameters, "channel").stream()
                        .map(n -> ((Number) n).longValue())
                        .toList(),
                list(parameters, "token").stream().map(String.class::cast).toList());
    }

    private static List<?> list(JsonObject parameters, String name) {
        return parameters.getJsonArray(name, new JsonArray()).getList();
    }

    /** Origin, kind and direction as a condition on {@code alias}, with the values 3 to 5 of {@link #values}. */
    public static String where(String alias) {
        return WHERE.formatted(alias);
    }

    /** Appends origins, kinds and directions; where any is meant, null. */
    public Tuple values(Tuple values) {
        return values.addValue(origins.isEmpty() ? null : origins.toArray(String[]::new))
                .addValue(kinds.isEmpty() ? null : kinds.toArray(String[]::new))
                .addValue(
                        directions.isEmpty()
                                ? null
                                : directions.stream().map(Integer::shortValue).toArray(Short[]::new));
    }

    /**
     * A condition on channels and tokens of {@code alias}, as far as some are asked for: a plan for any, whatever is asked,
     * uses no index.
     *
     * @param place of the first of {@link #names}
     */
    public String named(String alias, int place) {
        String both = "%1$s.channel_id = ANY ($%2$d::bigint[]) AND %1$s.symbol = ANY ($%3$d::text[])";
        String one = tokens.isEmpty() ? "%1$s.channel_id = ANY ($%2$d::bigint[])" : "%1$s.symbol = ANY ($%2$d::text[])";
        return channels.isEmpty() && tokens.isEmpty()
                ? "true"
                : (channels.isEmpty() || tokens.isEmpty() ? one : both).formatted(alias, place, place + 1);
    }

    /** Appends channels and tokens, those that are asked for. */
    public Tuple names(Tuple values) {
        if (!channels.isEmpty()) {
            values.addArrayOfLong(channels.toArray(Long[]::new));
        }
        if (!tokens.isEmpty()) {
            values.addArrayOfString(tokens.toArray(String[]::new));
        }
        return values;
    }
}
