package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Finds members of an answer that its schema does not name. The schemas let them pass, so that the API may grow. */
final class Undocumented {
    private final JsonObject contract;
    private final List<String> found = new ArrayList<>();

    private Undocumented(JsonObject contract) {
        this.contract = contract;
    }

    /**
     * The places of such members.
     *
     * @param contract the parsed file
     * @param response one of its response objects, or a reference to one
     */
    static List<String> in(JsonObject contract, JsonObject response, Object body) {
        Undocumented search = new Undocumented(contract);
        JsonObject content = search.resolved(response).getJsonObject("content", new JsonObject());
        content.stream()
                .filter(type -> type.getKey().matches(".*[/+]json"))
                .forEach(type -> search.walk(((JsonObject) type.getValue()).getJsonObject("schema"), body, ""));
        return search.found;
    }

    private JsonObject resolved(JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject target = contract;
        for (String step : reference.substring(2).split("/")) {
            target = target.getJsonObject(step);
        }
        return resolved(target);
    }

    private void walk(JsonObject schema, Object value, String place) {
        JsonObject plain = resolved(schema);
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                walk(plain.getJsonObject("items"), array.getValue(i), place + "/" + i);
            }
        } else if (value instanceof JsonObject object) {
            object.forEach(member -> member(plain, member.getKey(), member.getValue(), place));
        }
    }

    private void member(JsonObject schema, String name, Object value, String place) {
        JsonObject known = property(schema, name);
        if (known != null) {
            walk(known, value, place + "/" + name);
        } else {
            found.add(place + "/" + name);
        }
    }

    private JsonObject property(JsonObject node, String name) {
        JsonObject schema = resolved(node);
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        if (properties.containsKey(name)) {
            return properties.getJsonObject(name);
        }
        for (String parts : List.of("allOf", "anyOf")) {
            for (Object part : schema.getJsonArray(parts, new JsonArray())) {
                JsonObject property = property((JsonObject) part, name);
                if (property != null) {
                    return property;
                }
            }
        }
        return schema.getValue("additionalProperties") instanceof JsonObject any ? any : null;
    }
}
