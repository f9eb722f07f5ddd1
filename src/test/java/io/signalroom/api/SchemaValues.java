package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Values that a schema of the contract takes. */
final class SchemaValues {
    private static final BigDecimal FAR = BigDecimal.valueOf(1_000_000);
    private static final int MEMBERS_AT_RANDOM = 6;

    private final ContractSource contract;

    SchemaValues(ContractSource contract) {
        this.contract = contract;
    }

    Arbitrary<Object> of(JsonObject reference) {
        JsonObject schema = contract.resolved(reference);
        Arbitrary<Object> values = schema.containsKey("enum")
                ? Arbitraries.of(schema.getJsonArray("enum").getList())
                : ofType(schema);
        return ContractSource.nullable(schema) ? values.injectNull(0.1) : values;
    }

    private Arbitrary<Object> ofType(JsonObject schema) {
        return switch (ContractSource.type(schema)) {
            case "integer" -> whole(schema).asGeneric();
            case "number" -> number(schema).asGeneric();
            case "boolean" -> Arbitraries.of(true, false).asGeneric();
            case "array" -> array(schema);
            case "object" -> object(schema);
            default -> SchemaTexts.of(schema).asGeneric();
        };
    }

    private static Arbitrary<Long> whole(JsonObject schema) {
        long least = schema.getLong("minimum", Long.MIN_VALUE);
        long most = schema.getLong("maximum", Long.MAX_VALUE);
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(least, most)),
                Tuple.of(4, Arbitraries.longs().between(least, most)));
    }

    private static Arbitrary<BigDecimal> number(JsonObject schema) {
        boolean open = schema.containsKey("exclusiveMinimum");
        BigDecimal least = decimal(schema, open ? "exclusiveMinimum" : "minimum", FAR.negate());
        BigDecimal most = decimal(schema, "maximum", FAR);
        Arbitrary<BigDecimal> usual =
                Arbitraries.bigDecimals().between(least, !open, most, true).ofScale(6);
        BigDecimal nearest = open ? least.add(new BigDecimal("0.000000000001")) : least;
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of(nearest, most)), Tuple.of(4, usual));
    }

    private static BigDecimal decimal(JsonObject schema, String bound, BigDecimal otherwise) {
        return schema.containsKey(bound) ? new BigDecimal(schema.getValue(bound).toString()) : otherwise;
    }

    private Arbitrary<Object> array(JsonObject schema) {
        int least = schema.getInteger("minItems", 0);
        int most = schema.getInteger("maxItems", 5);
        Arbitrary<Object> items = of(schema.getJsonObject("items"));
        Arbitrary<Object> few =
                items.list().ofMinSize(least).ofMaxSize(Math.min(most, 4)).map(JsonArray::new);
        Arbitrary<Object> many = items.list().ofSize(most).map(JsonArray::new);
        return Arbitraries.frequencyOf(Tuple.of(9, few), Tuple.of(1, many));
    }

    /** All it must have, and some of what it may. */
    private Arbitrary<Object> object(JsonObject schema) {
        List<String> needed = required(schema);
        List<String> others = new ArrayList<>(schema.getJsonObject("properties").fieldNames());
        others.removeAll(needed);
        return Arbitraries.of(others.isEmpty() ? List.of("") : others)
                .set()
                .ofMaxSize(others.isEmpty() ? 0 : Math.min(others.size(), MEMBERS_AT_RANDOM))
                .flatMap(some -> {
                    List<String> names = new ArrayList<>(needed);
                    names.addAll(some);
                    return members(schema, names);
                })
                .asGeneric();
    }

    /** The same, with only what it must have. */
    Arbitrary<JsonObject> least(JsonObject reference) {
        JsonObject schema = contract.resolved(reference);
        return members(schema, required(schema));
    }

    Arbitrary<JsonObject> members(JsonObject schema, List<String> names) {
        List<Arbitrary<Object>> values = names.stream()
                .map(name -> of(schema.getJsonObject("properties").getJsonObject(name)))
                .toList();
        return Combinators.combine(values).as(drawn -> {
            JsonObject object = new JsonObject();
            for (int i = 0; i < names.size(); i++) {
                object.put(names.get(i), drawn.get(i));
            }
            return object;
        });
    }

    /** Examples of the contract, some with one member drawn anew. */
    Arbitrary<JsonObject> likeExamples(JsonObject reference, JsonObject examples) {
        JsonObject schema = contract.resolved(reference);
        List<JsonObject> given = examples.stream()
                .map(Map.Entry::getValue)
                .map(e -> ((JsonObject) e).getJsonObject("value"))
                .toList();
        Arbitrary<JsonObject> changed = Arbitraries.of(given)
                .flatMap(example -> Arbitraries.of(example.fieldNames())
                        .flatMap(name -> members(schema, List.of(name))
                                .map(one -> example.copy().mergeIn(one))));
        return Arbitraries.oneOf(Arbitraries.of(given).map(JsonObject::copy), changed);
    }

    static List<String> required(JsonObject schema) {
        return schema.getJsonArray("required", new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
