package io.signalroom.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Values that a schema refuses, each for one reason. */
final class SchemaViolations {
    private static final List<String> STRANGE = List.of("a b", "!", "\u0007", " ", "x".repeat(300));

    private final ContractSource contract;

    SchemaViolations(ContractSource contract) {
        this.contract = contract;
    }

    /**
     * A value that is refused.
     *
     * @param why what is wrong with it
     * @param place what is wrong, from the value on: empty, or such as {@code /0}
     */
    record Violation(String why, String place, Object value) {
        Violation within(String outer, Object whole) {
            return new Violation(why, outer + place, whole);
        }
    }

    /** Of a value that is written as text, in an address or a header. */
    List<Violation> asText(JsonObject reference) {
        JsonObject schema = contract.resolved(reference);
        List<Violation> all = new ArrayList<>(bounds(schema));
        switch (ContractSource.type(schema)) {
            case "integer", "number", "boolean" -> {
                all.add(new Violation("a word", "", "much"));
                all.add(new Violation("digits of another script", "", "\u0663"));
            }
            case "array" ->
                asText(schema.getJsonObject("items"))
                        .forEach(v -> all.add(v.within("/0", new JsonArray().add(v.value()))));
            default -> {}
        }
        return all;
    }

    /** Of a value in a JSON body. */
    List<Violation> inJson(JsonObject reference) {
        JsonObject schema = contract.resolved(reference);
        List<Violation> all = new ArrayList<>(bounds(schema));
        if (ContractSource.type(schema).equals("string") && !schema.containsKey("enum")) {
            all.add(new Violation("half a character", "", "a\ud83d"));
        }
        all.add(new Violation(
                "of another type", "", ContractSource.type(schema).equals("object") ? "x" : new JsonObject()));
        if (!ContractSource.nullable(schema)) {
            all.add(new Violation("null", "", null));
        }
        if (ContractSource.type(schema).equals("array")) {
            inJson(schema.getJsonObject("items")).forEach(v -> all.add(v.within("/0", new JsonArray().add(v.value()))));
        }
        return all;
    }

    /** A plain value that it takes. */
    Object right(JsonObject reference) {
        JsonObject schema = contract.resolved(reference);
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getValue(0);
        }
        return switch (ContractSource.type(schema)) {
            case "integer", "number" -> schema.getValue("maximum");
            case "array" -> new JsonArray().add(right(schema.getJsonObject("items")));
            default -> "1";
        };
    }

    private List<Violation> bounds(JsonObject schema) {
        if (schema.containsKey("enum")) {
            return List.of(new Violation("not in the list", "", "none-of-these"));
        }
        return switch (ContractSource.type(schema)) {
            case "integer", "number" -> numbers(schema);
            case "array" -> items(schema);
            case "string" -> texts(schema);
            default -> List.of();
        };
    }

    private static List<Violation> numbers(JsonObject schema) {
        List<Violation> all = new ArrayList<>();
        if (schema.containsKey("minimum")) {
            all.add(new Violation("too small", "", decimal(schema, "minimum").subtract(BigDecimal.ONE)));
        }
        if (schema.containsKey("exclusiveMinimum")) {
            all.add(new Violation("too small by nothing", "", decimal(schema, "exclusiveMinimum")));
        }
        if (schema.containsKey("maximum")) {
            all.add(new Violation("too large", "", decimal(schema, "maximum").add(BigDecimal.ONE)));
        }
        if (ContractSource.type(schema).equals("integer")) {
            all.add(new Violation("not whole", "", new BigDecimal("1.5")));
        }
        return all;
    }

    private static BigDecimal decimal(JsonObject schema, String bound) {
        return new BigDecimal(schema.getValue(bound).toString());
    }

    private List<Violation> items(JsonObject schema) {
        int most = schema.getInteger("maxItems");
        Object item = right(schema.getJsonObject("items"));
        return List.of(new Violation("too many", "", new JsonArray(Collections.nCopies(most + 1, item))));
    }

    private static List<Violation> texts(JsonObject schema) {
        List<Violation> all = new ArrayList<>();
        all.add(new Violation("a character that is none", "", "a\u0000b"));
        if (schema.getInteger("minLength", 0) > 0) {
            all.add(new Violation("empty", "", ""));
        }
        if (schema.containsKey("maxLength")) {
            all.add(new Violation("too long", "", "x".repeat(schema.getInteger("maxLength") + 1)));
        }
        if (schema.containsKey("pattern")) {
            Pattern pattern = Pattern.compile(schema.getString("pattern"));
            STRANGE.stream()
                    .filter(text -> !pattern.matcher(text).find())
                    .limit(1)
                    .forEach(text -> all.add(new Violation("of another form", "", text)));
        }
        return all;
    }
}
