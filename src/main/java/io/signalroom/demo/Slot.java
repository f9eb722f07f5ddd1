package io.signalroom.demo;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A place in a template, written {@code {name|argument|...}} there. */
interface Slot {
    /** Every slot by the name templates use. */
    Map<String, Slot> BY_NAME = Stream.<Enum<?>>concat(
                    Stream.of(TradeSlot.values()),
                    Stream.<Enum<?>>concat(Stream.of(TokenSlot.values()), Stream.of(ProseSlot.values())))
            .collect(Collectors.toUnmodifiableMap(
                    slot -> slot.name().toLowerCase(Locale.ROOT), (Function<Enum<?>, Slot>) slot -> (Slot) slot));

    /** Appends the value and enters it in the scene's truth. */
    void write(Scene scene, String[] arguments, StringBuilder out);
}
