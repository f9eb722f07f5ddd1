package io.signalroom.demo;

import io.signalroom.signal.SignalFields;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Tells what a parser read of a text from what the text states. */
final class FieldsDifference {
    /**
     * Fields that may be read where a text is not said to state them: it can lend them from the post it answers, or say
     * them in words whose meaning the layout does not list.
     */
    private static final Set<String> MAY_BE_MORE = Set.of(
            "symbol",
            "quote",
            "side",
            "exchange",
            "timeframe",
            "chain",
            "newStop",
            "stopMoved",
            "changePercent",
            "symbols");

    private FieldsDifference() {}

    /** A line for each field that differs; prices are compared as numbers. */
    static List<String> between(SignalFields stated, SignalFields read) {
        List<String> differences = new ArrayList<>();
        for (RecordComponent field : SignalFields.class.getRecordComponents()) {
            Object wanted = value(field, stated);
            Object got = value(field, read);
            boolean stays = nothing(wanted) && MAY_BE_MORE.contains(field.getName());
            if (!stays && !same(wanted, got)) {
                differences.add(field.getName() + ": stated " + wanted + ", read " + got);
            }
        }
        return differences;
    }

    private static Object value(RecordComponent field, SignalFields fields) {
        try {
            return field.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean nothing(Object value) {
        return value == null || value.equals(false) || value.equals(List.of());
    }

    private static boolean same(Object wanted, Object got) {
        if (wanted instanceof BigDecimal number && got instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        if (wanted instanceof List<?> list && got instanceof List<?> other) {
            boolean same = list.size() == other.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = same(list.get(i), other.get(i));
            }
            return same;
        }
        return Objects.equals(wanted, got);
    }
}
