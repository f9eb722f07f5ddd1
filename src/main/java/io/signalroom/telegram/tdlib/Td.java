package io.signalroom.telegram.tdlib;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads TDLib's objects. What is not there, or of another type, is an {@link IllegalArgumentException}, never another one. */
final class Td {
    private Td() {}

    /** A request or an object of a type. */
    static JsonObject of(String type) {
        return new JsonObject().put("@type", type);
    }

    /** The type of a value; empty if it is no object of TDLib's. */
    static String type(Object value) {
        return value instanceof JsonObject object && object.getValue("@type") instanceof String type ? type : "";
    }

    static boolean is(Object value, String type) {
        return type(value).equals(type);
    }

    static JsonObject object(JsonObject from, String name) {
        if (from.getValue(name) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("no " + name);
    }

    static long number(JsonObject from, String name) {
        return number(from.getValue(name), name);
    }

    static long number(Object value, String name) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("no number " + name);
    }

    static String text(JsonObject from, String name) {
        if (from.getValue(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text " + name);
    }

    static boolean flag(JsonObject from, String name) {
        return Boolean.TRUE.equals(from.getValue(name));
    }

    /** The objects of a list; a list that is not there is empty. */
    static List<JsonObject> objects(JsonObject from, String name) {
        return from.getValue(name) instanceof JsonArray all
                ? all.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** A list's values; a list that is not there is empty. */
    static List<Object> values(JsonObject from, String name) {
        return from.getValue(name) instanceof JsonArray all ? all.stream().toList() : List.of();
    }
}
