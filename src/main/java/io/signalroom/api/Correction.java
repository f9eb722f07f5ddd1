package io.signalroom.api;

import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.ledger.Verdict;
import io.signalroom.problem.Fault;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reading that an operator's judgement leaves: the current one with his values over it. The schema has checked each
 * value; here is checked what belongs together. What the machine's own reading lacks is not held against him.
 *
 * @param kind never noise
 * @param fields the values
 */
record Correction(PostKind kind, SignalFields fields) {
    private static final String KIND = "kind";
    private static final String FIELDS = "fields";
    private static final String PLACE = "/body/fields/";

    /**
     * Reads the body of a judgement.
     *
     * @throws FaultyRequestException naming everything that does not belong there
     */
    static Correction of(Verdict verdict, JsonObject body, StoredSignal current) {
        boolean says = body.containsKey(KIND)
                || !body.getJsonObject(FIELDS, new JsonObject()).isEmpty();
        if (verdict != Verdict.CORRECT) {
            if (says) {
                String pointer = "/body/" + (body.containsKey(KIND) ? KIND : FIELDS);
                throw refusal(pointer, "Only the verdict correct takes a kind and fields.");
            }
            return new Correction(current.kind(), current.fields());
        }
        if (!says) {
            throw refusal("/body/fields", "Say what is right: a kind, fields, or both.");
        }
        return corrected(body, current);
    }

    private static Correction corrected(JsonObject body, StoredSignal current) {
        PostKind kind =
                Optional.ofNullable(body.getString(KIND)).map(PostKind::ofWire).orElse(current.kind());
        List<Fault> faults = new ArrayList<>();
        JsonObject values = merged(kind, body.getJsonObject(FIELDS, new JsonObject()), current, faults);
        SignalFields fields = SignalFieldsJson.read(NewSignal.inCapitals(values));
        faults.addAll(NewSignal.faults(kind, fields, PLACE));
        if (kind == current.kind()) {
            faults.removeAll(NewSignal.faults(kind, current.fields(), PLACE));
        }
        if (!faults.isEmpty()) {
            throw NewSignal.refusal(faults);
        }
        return new Correction(kind, fields);
    }

    /** The current values, without those that a new kind cannot have, and the given ones over them. */
    private static JsonObject merged(PostKind kind, JsonObject given, StoredSignal current, List<Fault> faults) {
        Set<String> known = KindFields.of(kind);
        JsonObject values = new JsonObject();
        SignalFieldsJson.write(current.kind(), current.fields(), values);
        if (kind != current.kind()) {
            values.getMap().keySet().retainAll(known);
        }
        given.forEach(field -> {
            String name = field.getKey();
            if (field.getValue() == null) {
                values.remove(name);
            } else if (known.contains(name)) {
                values.put(name, field.getValue());
            } else {
                faults.add(new Fault(PLACE + name, "A " + kind.wire() + " has no " + name + "."));
            }
        });
        return values;
    }

    private static FaultyRequestException refusal(String pointer, String detail) {
        return NewSignal.refusal(List.of(new Fault(pointer, detail)));
    }
}
