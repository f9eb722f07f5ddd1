package io.signalroom.signal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * A signal's name: 48 bits of the post's time in milliseconds, then 80 bits that tell signals of one instant apart (the
 * form of a ULID, https://github.com/ulid/spec). It sorts by time and finds its partition by itself. For a channel's
 * post the 80 bits are a digest of the post's identity, so that reading the same post twice gives the same name.
 *
 * @param value the 128 bits
 */
public record SignalId(UUID value) {
    /** What every id in JSON starts with. */
    public static final String PREFIX = "sig_";

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int DIGITS = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The id of the signal at position {@code ordinal} in a channel's post. */
    public static SignalId of(Instant postedAt, long channelId, long messageId, int ordinal) {
        ByteBuffer identity =
                ByteBuffer.allocate(20).putLong(channelId).putLong(messageId).putInt(ordinal);
        try {
            return of(postedAt, MessageDigest.getInstance("SHA-256").digest(identity.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new id for a signal that has no post. */
    public static SignalId random(Instant postedAt) {
        byte[] bits = new byte[10];
        RANDOM.nextBytes(bits);
        return of(postedAt, bits);
    }

    private static SignalId of(Instant postedAt, byte[] bits) {
        ByteBuffer all = ByteBuffer.allocate(16)
                .putLong(postedAt.toEpochMilli() << 16)
                .position(6)
                .put(bits, 0, 10);
        return new SignalId(new UUID(all.getLong(0), all.getLong(8)));
    }

    /**
     * Reads the form with the prefix, in capitals or not.
     *
     * @throws IllegalArgumentException if it is not a signal's id
     */
    public static SignalId parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + DIGITS) {
            throw new IllegalArgumentException("not a signal id");
        }
        long high = 0;
        long low = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            int digit = ALPHABET.indexOf(Character.toUpperCase(text.charAt(i)));
            if (digit < 0 || (i == PREFIX.length() && digit > 7)) {
                throw new IllegalArgumentException("not a signal id");
            }
            high = high << 5 | low >>> 59;
            low = low << 5 | digit;
        }
        return new SignalId(new UUID(high, low));
    }

    /** The time of the post, to the millisecond. */
    public Instant postedAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        char[] digits = new char[DIGITS];
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int i = DIGITS - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return PREFIX + new String(digits);
    }
}
