package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request that fits the contract. Values have the types their schemas say, defaults are filled in.
 *
 * @param path that was asked for
 * @param query as it came
 * @param values of path and query parameters by name
 * @param body the JSON body, or null if the operation takes none
 */
record Call(String path, QueryString query, Map<String, Object> values, JsonObject body) {
    /** Key in the routing context. */
    static final String KEY = "call";

    Call {
        values = Map.copyOf(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** Values parted by commas; empty if the parameter is not there. */
    List<String> list(String name) {
        JsonArray array = (JsonArray) values.getOrDefault(name, new JsonArray());
        return array.stream().map(String.class::cast).toList();
    }

    /** A whole number that is required or has a default. */
    long whole(String name) {
        return ((Number) values.get(name)).longValue();
    }

    OptionalDouble number(String name) {
        Number value = (Number) values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }

    /** The address of the same request with another cursor. */
    String withCursor(String cursor) {
        return path + "?" + query.with("cursor", cursor);
    }
}
