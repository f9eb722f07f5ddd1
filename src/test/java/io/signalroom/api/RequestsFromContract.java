package io.signalroom.api;

import io.signalroom.api.ContractSource.Described;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Requests that fit the contract: every parameter and member that is needed, any of the others, each with any value that its
 * schema takes.
 */
final class RequestsFromContract {
    /** Segments that mean something else in any address. */
    private static final List<Object> DOTS = List.of(".", "..");

    /** What a schema cannot say, so that not all is refused or not there: times, and things that the server has. */
    private final Map<String, Arbitrary<Object>> known;

    private final ContractSource contract;
    private final SchemaValues values;

    /** @param known values by operation and name, such as {@code getSignal id}, or by the name alone */
    RequestsFromContract(ContractSource contract, Map<String, Arbitrary<Object>> known) {
        this.contract = contract;
        this.values = new SchemaValues(contract);
        this.known = Map.copyOf(known);
    }

    /** Of any operation. */
    Arbitrary<ContractRequest> any() {
        return Arbitraries.of(contract.operations()).flatMap(operation -> of(operation, true));
    }

    /** With only what is needed. */
    Arbitrary<ContractRequest> least(Described operation) {
        return of(operation, false);
    }

    private Arbitrary<ContractRequest> of(Described operation, boolean optional) {
        Arbitrary<ContractRequest> request = body(operation, optional)
                .map(b -> new ContractRequest(operation, Map.of(), List.of(), Map.of(), b.orElse(null)));
        for (JsonObject parameter : operation.parameters()) {
            request = Combinators.combine(request, given(operation, parameter, optional))
                    .as((r, value) -> value.map(v -> put(r, parameter, v)).orElse(r));
        }
        return request;
    }

    private static ContractRequest put(ContractRequest request, JsonObject parameter, Object value) {
        String name = parameter.getString("name");
        return switch (parameter.getString("in")) {
            case "path" -> request.withPath(name, value);
            case "header" -> request.withHeader(name, value);
            default -> request.plusQuery(name, value);
        };
    }

    private Arbitrary<Optional<Object>> given(Described operation, JsonObject parameter, boolean optional) {
        Arbitrary<Optional<Object>> value = value(operation, parameter).map(Optional::of);
        if (parameter.getBoolean("required", false)) {
            return value;
        }
        Arbitrary<Optional<Object>> absent = Arbitraries.just(Optional.empty());
        int often = sensible(operation, parameter) == null ? 1 : 9;
        return optional ? Arbitraries.frequencyOf(Tuple.of(3, absent), Tuple.of(often, value)) : absent;
    }

    private Arbitrary<Object> sensible(Described operation, JsonObject parameter) {
        String name = parameter.getString("name");
        return known.getOrDefault(operation.id() + " " + name, known.get(name));
    }

    private Arbitrary<Object> value(Described operation, JsonObject parameter) {
        JsonObject schema = contract.resolved(parameter.getJsonObject("schema"));
        Arbitrary<Object> drawn = parameter.getString("in").equals("header")
                        && ContractSource.type(schema).equals("string")
                ? SchemaTexts.visible(schema).asGeneric()
                : values.of(schema);
        Arbitrary<Object> plain = drawn.filter(v -> !DOTS.contains(v));
        Arbitrary<Object> sensible = sensible(operation, parameter);
        return sensible == null ? plain : Arbitraries.frequencyOf(Tuple.of(3, sensible), Tuple.of(1, plain));
    }

    private Arbitrary<Optional<Buffer>> body(Described operation, boolean optional) {
        if (operation.body().isEmpty()) {
            return Arbitraries.just(Optional.empty());
        }
        JsonObject content = operation.body().get();
        if (operation.streamed()) { // its schema says nothing, as nothing of it is checked
            return Arbitraries.of(List.copyOf(
                            content.getJsonObject("examples").getMap().values()))
                    .map(example -> Optional.of(
                            JsonObject.mapFrom(example).getJsonObject("value").toBuffer()));
        }
        JsonObject schema = content.getJsonObject("schema");
        List<Arbitrary<JsonObject>> ways = new ArrayList<>();
        ways.add(optional ? values.of(schema).map(JsonObject.class::cast) : values.least(schema));
        if (optional) {
            ways.add(values.likeExamples(schema, content.getJsonObject("examples")));
            Optional.ofNullable(known.get(operation.id())).ifPresent(k -> ways.add(k.map(JsonObject.class::cast)));
        }
        return Arbitraries.of(ways).flatMap(way -> way).map(json -> Optional.of(json.toBuffer()));
    }
}
