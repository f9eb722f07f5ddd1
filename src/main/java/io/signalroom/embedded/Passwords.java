package io.signalroom.embedded;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Makes passwords that need no quoting in a URL, in SQL or in a configuration file. */
final class Passwords {
    private static final int BITS = 160;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String random() {
        return new BigInteger(BITS, RANDOM).setBit(BITS).toString(Character.MAX_RADIX);
    }
}
