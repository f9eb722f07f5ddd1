package io.signalroom.api.card;

import io.vertx.core.json.JsonObject;

/**
 * All that is on a picture: two that are equal look the same.
 *
 * @param gist what the signal says
 * @param ladder its prices
 */
public record Card(Gist gist, Ladder ladder) {

    /** Of a signal as the contract's schema {@code Signal} says. */
    public static Card of(JsonObject signal) {
        return new Card(Gist.of(signal), Ladder.of(signal));
    }
}
