package io.signalroom.analytics.pattern;

import java.util.HexFormat;
import java.util.Optional;

/**
 * How alike two texts are, told from 64 bytes of each. Of every text the smallest of its word triples is taken under each of 512
 * orders; two texts have the same smallest with the probability that is their Jaccard similarity (Broder, On the Resemblance and
 * Containment of Documents, 1997). Of each smallest only one bit is kept (Li and König, b-Bit Minwise Hashing, 2010): bits of
 * different ones are equal half of the time, so a share e of equal bits means a similarity of 2e − 1. For alike texts one bit of
 * many orders is more exact than many bits of few: the standard error at 0.75 is 0.029.
 *
 * <p>What is stored depends on every constant here and in {@link Shingles}: to change one, empty the tables and their position.
 */
final class Sketch {
    /** Bits of a sketch. */
    static final int BITS = 512;

    /** From here on a text is a copy: a footer, a changed word or a lost line are bridged, another call in the same layout is not. */
    static final double ALIKE = 0.75;

    /** Two sketches of copies differ in at most so many bits. */
    static final int MOST_DIFFERENT = (int) Math.floor(BITS * (1 - ALIKE) / 2);

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long LOW = 0xffffffffL;

    private final long[] bits;

    private Sketch(long[] bits) {
        this.bits = bits;
    }

    /** The sketch of a text; empty if it is too short to be told from others. */
    static Optional<Sketch> of(String text) {
        long[] shingles = Shingles.of(text);
        return shingles.length == 0 ? Optional.empty() : Optional.of(of(shingles));
    }

    /** The sketch of a set of at least one. One number of 64 bits serves for two orders. */
    static Sketch of(long[] set) {
        long[] bits = new long[BITS / Long.SIZE];
        for (int pair = 0; pair < BITS / 2; pair++) {
            long seed = mix((pair + 1) * GOLDEN);
            long high = LOW;
            long low = LOW;
            for (long element : set) {
                long place = mix(element ^ seed);
                high = Math.min(high, place >>> 32);
                low = Math.min(low, place & LOW);
            }
            bits[pair / 32] |= (high & 1 | (low & 1) << 1) << 2 * pair;
        }
        return new Sketch(bits);
    }

    /** An estimate of the Jaccard similarity of the two texts; below 0 by chance if they share nothing. */
    double likeness(Sketch other) {
        return likeness(different(other));
    }

    /** The same from the number of bits that differ. */
    static double likeness(int different) {
        return 1 - 2.0 * different / BITS;
    }

    /** How many bits differ. */
    int different(Sketch other) {
        int different = 0;
        for (int i = 0; i < bits.length; i++) {
            different += Long.bitCount(bits[i] ^ other.bits[i]);
        }
        return different;
    }

    /** 128 hexadecimal digits. */
    String hex() {
        StringBuilder text = new StringBuilder(BITS / 4);
        for (long part : bits) {
            text.append(HexFormat.of().toHexDigits(part));
        }
        return text.toString();
    }

    /** Spreads a number over all 64 bits (Steele, Lea, Flood: the finalizer of SplitMix64, 2014). */
    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
