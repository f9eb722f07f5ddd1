package io.signalroom.api;

import io.signalroom.problem.Fault;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults a schema validator found, without its echoes: for a wrong value it also blames every schema around it. The
 * one with the deepest keyword at each place is the fault.
 */
final class SchemaFaults {
    private SchemaFaults() {}

    /**
     * The faults, none if the value fits.
     *
     * @param prefix where the value stands, for example {@code /body}
     */
    static List<Fault> of(String prefix, OutputUnit result) {
        List<Fault> faults = new ArrayList<>();
        if (result.getErrors() == null) {
            return faults;
        }
        Map<String, OutputUnit> deepest = new LinkedHashMap<>();
        for (OutputUnit unit : result.getErrors()) {
            deepest.merge(unit.getInstanceLocation(), unit, (a, b) -> depth(b) > depth(a) ? b : a);
        }
        deepest.forEach((place, unit) -> {
            if (deepest.keySet().stream().noneMatch(other -> other.startsWith(place + "/"))) {
                faults.add(new Fault(prefix + place.substring(place.indexOf('#') + 1), words(unit.getError())));
            }
        });
        return faults;
    }

    private static long depth(OutputUnit unit) {
        return unit.getKeywordLocation().chars().filter(c -> c == '/').count();
    }

    private static String words(String error) {
        return error == null ? "does not fit" : error;
    }
}
