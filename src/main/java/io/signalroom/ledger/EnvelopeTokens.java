package io.signalroom.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which tokens an envelope's signal is about. */
public final class EnvelopeTokens {
    private EnvelopeTokens() {}

    /** Whether the envelope holds the signal; that of a deletion holds its id only, that of a skip nothing. */
    public static boolean known(JsonObject data) {
        return data != null && data.containsKey("kind");
    }

    /** Base assets in capitals; none for a signal that names none. */
    public static Set<String> of(JsonObject data) {
        Set<String> tokens = new HashSet<>();
        add(tokens, data.getValue("symbol"));
        if (data.getValue("symbols") instanceof JsonArray several) {
            several.forEach(one -> add(tokens, one));
        }
        return tokens;
    }

    private static void add(Set<String> tokens, Object symbol) {
        if (symbol instanceof String name) {
            tokens.add(name.toUpperCase(Locale.ROOT));
        }
    }
}
