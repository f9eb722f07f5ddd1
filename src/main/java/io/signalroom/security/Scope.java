package io.signalroom.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows; each scope includes the ones before it. */
public enum Scope {
    READ,
    WRITE,
    ADMIN;

    /** The name in a token and in the contract. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this name. */
    public static Optional<Scope> ofWire(String wire) {
        return Arrays.stream(values()).filter(s -> s.wire().equals(wire)).findFirst();
    }

    /** Whether this scope allows what {@code needed} allows. */
    public boolean includes(Scope needed) {
        return compareTo(needed) >= 0;
    }
}
