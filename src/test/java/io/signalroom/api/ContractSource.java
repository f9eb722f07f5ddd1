package io.signalroom.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations that {@code conf/openapi.yaml} describes, read from the file itself: what a stranger would know. */
final class ContractSource {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /** What the answer 413 says. */
    private static final long USUAL_BODY = 64 * 1024;

    private final JsonObject file;

    ContractSource(JsonObject file) {
        this.file = file;
    }

    /**
     * One operation.
     *
     * @param path with braces, as in the file
     * @param parameters of its path and its own, references resolved
     * @param body the media type object of its JSON body
     * @param bodyLimit bytes of it
     * @param streamed its body is read by itself, and not checked by a schema
     */
    record Described(
            String id,
            HttpMethod method,
            String path,
            List<JsonObject> parameters,
            Optional<JsonObject> body,
            long bodyLimit,
            boolean streamed,
            List<JsonObject> security) {
        /** Its parameters at one place: {@code path}, {@code query} or {@code header}. */
        List<JsonObject> parameters(String in) {
            return parameters.stream().filter(p -> p.getString("in").equals(in)).toList();
        }

        /** Without its content, for reports. */
        @Override
        public String toString() {
            return id;
        }
    }

    List<Described> operations() {
        List<Described> all = new ArrayList<>();
        file.getJsonObject("paths").forEach(path -> {
            JsonObject item = (JsonObject) path.getValue();
            METHODS.stream()
                    .filter(item::containsKey)
                    .forEach(method -> all.add(described(path.getKey(), item, method)));
        });
        return all;
    }

    private Described described(String path, JsonObject item, String method) {
        JsonObject operation = item.getJsonObject(method);
        List<JsonObject> parameters = new ArrayList<>();
        for (JsonObject holder : List.of(item, operation)) {
            objects(holder.getJsonArray("parameters")).forEach(p -> parameters.add(resolved(p)));
        }
        boolean streamed = operation.getBoolean("x-body-streamed", false);
        return new Described(
                operation.getString("operationId"),
                HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
                path,
                parameters,
                Optional.ofNullable(operation.getJsonObject("requestBody"))
                        .map(b -> resolved(b).getJsonObject("content").getJsonObject(ContractGate.JSON)),
                streamed ? ApiServer.LONGEST_FILE : operation.getLong("x-body-limit", USUAL_BODY),
                streamed,
                objects(operation.getJsonArray("security")));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(JsonObject.class::cast).toList();
    }

    /** What a node stands for: itself, or what it refers to. */
    JsonObject resolved(JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject target = file;
        for (String step : reference.substring(2).split("/")) {
            target = target.getJsonObject(step);
        }
        return resolved(target);
    }

    /** The one type of a schema, {@code null} aside. */
    static String type(JsonObject schema) {
        Object type = schema.getValue("type");
        return type instanceof JsonArray several
                ? several.stream()
                        .map(String.class::cast)
                        .filter(t -> !t.equals("null"))
                        .findFirst()
                        .orElseThrow()
                : (String) type;
    }

    static boolean nullable(JsonObject schema) {
        return schema.getValue("type") instanceof JsonArray several && several.contains("null");
    }
}
