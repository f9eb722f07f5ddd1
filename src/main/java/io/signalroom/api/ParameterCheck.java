package io.signalroom.api;

import io.signalroom.problem.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks one path or query parameter. What a value looks like never decides what it is: {@code 3.14} given for a string
 * is a string, and only plain digits are a number.
 */
final class ParameterCheck {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private final Parameter parameter;
    private final Validator validator;
    private final String place;
    private final boolean lower;

    ParameterCheck(OpenAPIContract contract, Parameter parameter) {
        this.parameter = parameter;
        this.validator = contract.getSchemaRepository().validator(parameter.getSchema());
        this.place = "/" + parameter.getIn().name().toLowerCase(Locale.ROOT) + "/" + parameter.getName();
        this.lower = "lower".equals(parameter.getExtensions().get("x-fold"));
    }

    String name() {
        return parameter.getName();
    }

    /** Puts the value, or its default, into {@code values}; adds what is wrong with it to {@code faults}. */
    void check(String raw, Map<String, Object> values, List<Fault> faults) {
        if (raw == null) {
            absent(values, faults);
            return;
        }
        Object value = value(lower ? raw.toLowerCase(Locale.ROOT) : raw);
        List<String> unstorable = StoredText.unstorable(place, value).toList();
        if (!unstorable.isEmpty()) {
            unstorable.forEach(p -> faults.add(new Fault(p, StoredText.FAULT)));
            return;
        }
        List<Fault> found = SchemaFaults.of(place, validator.validate(value));
        faults.addAll(found);
        if (found.isEmpty()) {
            values.put(name(), value);
        }
    }

    private void absent(Map<String, Object> values, List<Fault> faults) {
        Object fallback = parameter.getSchema().get("default");
        if (parameter.isRequired()) {
            faults.add(new Fault(place, "The parameter " + name() + " is needed."));
        } else if (fallback != null) {
            values.put(name(), fallback);
        }
    }

    private Object value(String raw) {
        return switch (parameter.getSchemaType()) {
            case INTEGER -> INTEGER.matcher(raw).matches() ? integer(Long.parseLong(raw)) : raw;
            case NUMBER -> NUMBER.matcher(raw).matches() ? (Object) Double.valueOf(raw) : raw;
            case BOOLEAN -> raw.equals("true") || raw.equals("false") ? (Object) Boolean.valueOf(raw) : raw;
            case ARRAY -> new JsonArray(List.of(raw.split(",", -1)));
            default -> raw;
        };
    }

    /** As JSON gives it: the library tells {@code int32} by the class, not by the number. */
    private static Object integer(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }
}
