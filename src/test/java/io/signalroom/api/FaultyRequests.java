package io.signalroom.api;

import io.signalroom.api.ContractSource.Described;
import io.signalroom.api.SchemaViolations.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can be done to a request that fits the contract so that it does not, one thing at a time. */
final class FaultyRequests {
    private static final String IN_QUERY = "query";
    private static final String IN_PATH = "path";
    private static final String UNKNOWN = "xyzzy";

    private final ContractSource contract;
    private final SchemaViolations violations;

    FaultyRequests(ContractSource contract) {
        this.contract = contract;
        this.violations = new SchemaViolations(contract);
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer where the answer must say that it is; empty where there is no place, as for a media type
     * @param apply does it to a request that is right
     */
    record Fault(String why, String pointer, int status, UnaryOperator<ContractRequest> apply) {
        Fault(String why, String pointer, UnaryOperator<ContractRequest> apply) {
            this(why, pointer, 400, apply);
        }

        @Override
        public String toString() {
            return why + " at " + pointer;
        }
    }

    /** Everything that can be wrong with a request to it. */
    List<Fault> of(Described operation) {
        List<Fault> all = new ArrayList<>();
        all.add(new Fault("unknown", "/query/" + UNKNOWN, r -> r.plusQuery(UNKNOWN, "1")));
        operation.parameters().forEach(p -> parameter(p, all));
        operation.body().ifPresent(content -> {
            all.add(new Fault("another media type", "", 415, r -> r.withHeader("Content-Type", "text/plain")));
            all.add(new Fault("no body", "/body", r -> r.withBody(Buffer.buffer())));
            if (!operation.streamed()) {
                body(content, all);
            }
        });
        return all;
    }

    private void parameter(JsonObject parameter, List<Fault> all) {
        String in = parameter.getString("in");
        String name = parameter.getString("name");
        String place = "/" + in + "/" + name;
        if (in.equals(IN_QUERY)) {
            all.add(new Fault("twice", place, r -> {
                Object value = violations.right(parameter.getJsonObject("schema"));
                return r.without(in, name).plusQuery(name, value).plusQuery(name, value);
            }));
        }
        if (parameter.getBoolean("required", false) && !in.equals(IN_PATH)) {
            all.add(new Fault("missing", place, r -> r.without(in, name)));
        }
        violations.asText(parameter.getJsonObject("schema")).stream()
                .filter(v -> in.equals(IN_QUERY) || sendable(v.value()))
                .forEach(v -> all.add(new Fault(v.why(), place + v.place(), r -> put(r, in, name, v.value()))));
    }

    /** An empty segment is another address; a header has no such characters. */
    private static boolean sendable(Object value) {
        return !(value instanceof String text)
                || !text.isEmpty() && text.strip().equals(text) && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static ContractRequest put(ContractRequest request, String in, String name, Object value) {
        return switch (in) {
            case IN_PATH -> request.withPath(name, value);
            case IN_QUERY -> request.without(in, name).plusQuery(name, value);
            default -> request.withHeader(name, value);
        };
    }

    private void body(JsonObject content, List<Fault> all) {
        JsonObject schema = contract.resolved(content.getJsonObject("schema"));
        for (String text : List.of("{", "[]", "null", "7", "\"x\"", "{}{}", "{\"a\":1,\"a\":1}", "{'a':1}")) {
            all.add(new Fault("not an object, " + text, "/body", r -> r.withBody(Buffer.buffer(text))));
        }
        all.add(new Fault("a member too many", "/body/" + UNKNOWN, r -> changed(r, b -> b.put(UNKNOWN, 1))));
        SchemaValues.required(schema)
                .forEach(name -> all.add(new Fault(
                        "missing " + name,
                        "/body",
                        r -> changed(r, b -> {
                            b.remove(name);
                            return b;
                        }))));
        schema.getJsonObject("properties")
                .forEach(member -> members(member.getKey(), (JsonObject) member.getValue(), all));
    }

    private void members(String name, JsonObject reference, List<Fault> all) {
        List<Violation> wrong = new ArrayList<>(violations.inJson(reference));
        JsonObject schema = contract.resolved(reference);
        if (schema.containsKey("properties")) {
            wrong.add(new Violation("a member too many", "/" + UNKNOWN, new JsonObject().put(UNKNOWN, 1)));
            schema.getJsonObject("properties")
                    .forEach(inner -> violations
                            .inJson((JsonObject) inner.getValue())
                            .forEach(v -> wrong.add(
                                    v.within("/" + inner.getKey(), new JsonObject().put(inner.getKey(), v.value())))));
        }
        wrong.forEach(v ->
                all.add(new Fault(v.why(), "/body/" + name + v.place(), r -> changed(r, b -> b.put(name, v.value())))));
    }

    private static ContractRequest changed(ContractRequest request, UnaryOperator<JsonObject> change) {
        return request.withBody(change.apply(request.body().toJsonObject()).toBuffer());
    }
}
