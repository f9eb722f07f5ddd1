package io.signalroom.api;

import io.signalroom.bus.message.SignalFieldsJson;
import io.signalroom.problem.Failure;
import io.signalroom.problem.Fault;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A signal given as values. The schema has checked each value; here is checked what belongs together, so that what is
 * stored could have been read out of a post.
 */
final class NewSignal {
    private static final Set<SignalEvent> UPDATES = EnumSet.range(SignalEvent.TARGET_HIT, SignalEvent.CANCELLED);
    private static final Set<SignalEvent> LISTINGS = EnumSet.range(SignalEvent.LISTED, SignalEvent.RUMOURED);
    private static final String BODY = "/body/";
    private static final List<String> IN_CAPITALS = List.of("symbol", "quote", "exchange");

    private NewSignal() {}

    /** Refuses values beside a text. */
    static void checkAlone(JsonObject body) {
        if (body.size() > 1) {
            throw refusal(List.of(new Fault("/body/text", "Give either text alone, or kind with values.")));
        }
    }

    static PostKind kind(JsonObject body) {
        if (!body.containsKey("kind")) {
            throw refusal(List.of(new Fault("/body/kind", "Give either text alone, or kind with values.")));
        }
        return PostKind.ofWire(body.getString("kind"));
    }

    /**
     * The values.
     *
     * @throws FaultyRequestException naming everything that is missing or does not belong there
     */
    static SignalFields fields(JsonObject body) {
        List<Fault> faults = new ArrayList<>();
        if (body.containsKey("event") && body.containsKey("stage")) {
            faults.add(new Fault(BODY + "stage", "A signal has an event or a stage, not both."));
        }
        SignalFields fields = SignalFieldsJson.read(inCapitals(body));
        if (!names(fields).allMatch(Names::honest)) {
            throw new FaultyRequestException(Failure.INVALID_REQUEST, List.of(noName(BODY)));
        }
        faults.addAll(faults(kind(body), fields, BODY));
        if (kind(body) == PostKind.TRADE_SIGNAL) {
            faults.addAll(PlanSides.faults(fields, BODY));
        }
        if (!faults.isEmpty()) {
            throw refusal(faults);
        }
        return fields;
    }

    /** The values with names in capitals of ordinary width, as the parser gives them. */
    static JsonObject inCapitals(JsonObject given) {
        JsonObject values = given.copy();
        IN_CAPITALS.stream()
                .filter(values::containsKey)
                .forEach(name -> values.put(name, Names.capitals(values.getString(name))));
        if (values.containsKey("symbols")) {
            values.put("symbols", capitals(values.getJsonArray("symbols")));
        }
        return values;
    }

    /**
     * What is missing or does not belong there, none if all is well.
     *
     * @param place where the values stand in the body, with a slash at its end
     */
    static List<Fault> faults(PostKind kind, SignalFields fields, String place) {
        List<Fault> faults = new ArrayList<>();
        switch (kind) {
            case TRADE_SIGNAL -> trade(fields, place, faults);
            case SIGNAL_UPDATE -> event(fields, place, "event", UPDATES, faults);
            case LISTING -> event(fields, place, "event", LISTINGS, faults);
            case PUMP_ALERT -> event(fields, place, "stage", EnumSet.complementOf(EnumSet.copyOf(either())), faults);
            default -> launch(fields, place, faults);
        }
        if (!names(fields).allMatch(Names::honest)) {
            faults.add(noName(place));
        }
        return faults;
    }

    private static Fault noName(String place) {
        return new Fault(place + "symbol", "A symbol is letters and digits, and no look-alike of a Latin one.");
    }

    private static Set<SignalEvent> either() {
        Set<SignalEvent> others = EnumSet.range(SignalEvent.TARGET_HIT, SignalEvent.RUMOURED);
        others.remove(SignalEvent.CANCELLED);
        return others;
    }

    private static void trade(SignalFields fields, String place, List<Fault> faults) {
        if (fields.symbol() == null) {
            faults.add(new Fault(place + "symbol", "A trade signal needs a symbol."));
        }
        if (fields.side() == null) {
            faults.add(new Fault(place + "side", "A trade signal needs a side."));
        }
        boolean plan = !fields.entries().isEmpty()
                || fields.entryMarket()
                || !fields.targets().isEmpty()
                || fields.stopLoss() != null;
        if (!plan) {
            faults.add(new Fault(place + "entries", "A trade signal needs an entry, a target or a stop."));
        }
    }

    private static void event(
            SignalFields fields, String place, String name, Set<SignalEvent> known, List<Fault> faults) {
        if (fields.event() == null || !known.contains(fields.event())) {
            faults.add(new Fault(place + name, "This kind needs one of " + known + "."));
        }
        if (fields.symbol() == null && fields.symbols().isEmpty() && !name.equals("stage")) {
            faults.add(new Fault(place + "symbol", "This kind needs a symbol."));
        }
    }

    private static void launch(SignalFields fields, String place, List<Fault> faults) {
        if (fields.symbol() == null && fields.contractAddress() == null) {
            faults.add(new Fault(place + "symbol", "A token launch needs a symbol or a contract address."));
        }
    }

    private static Stream<String> names(SignalFields fields) {
        return Stream.concat(Stream.ofNullable(fields.symbol()), fields.symbols().stream());
    }

    private static JsonArray capitals(JsonArray names) {
        JsonArray all = new JsonArray();
        names.forEach(name -> all.add(Names.capitals((String) name)));
        return all;
    }

    static FaultyRequestException refusal(List<Fault> faults) {
        return new FaultyRequestException(Failure.UNPROCESSABLE, faults);
    }
}
