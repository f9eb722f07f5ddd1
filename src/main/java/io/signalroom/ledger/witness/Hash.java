package io.signalroom.ledger.witness;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256: 32 bytes that are never changed. */
public final class Hash {
    private static final int LENGTH = 32;

    /** Stands before the first link of a chain. */
    public static final Hash NONE = new Hash(new byte[LENGTH]);

    private final byte[] bytes;

    /** Takes the bytes as they are, without a copy. */
    public Hash(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes");
        }
        this.bytes = bytes;
    }

    /** The hash of 64 hexadecimal digits; fails with an {@link IllegalArgumentException} if they are none. */
    public static Hash of(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** The bytes themselves: not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
