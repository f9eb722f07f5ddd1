package io.signalroom.security;

/** Boxes for tests of others. */
public final class Boxes {
    private Boxes() {}

    /** With this {@code SECRET_KEY}. */
    public static SecretBox of(String secret) {
        return new SecretBox(SecretKeyTest.key(secret));
    }

    /** With this one and the one of before. */
    public static SecretBox of(String secret, String previous) {
        return new SecretBox(SecretKeyTest.key(secret, previous));
    }
}
