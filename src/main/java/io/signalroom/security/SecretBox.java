package io.signalroom.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must be kept and read again: AES-256-GCM (NIST SP 800-38D), a random nonce each time, under a key that HKDF (RFC 5869)
 * makes of {@code SECRET_KEY}, so that whoever has a copy of the database alone has nothing. What is sealed is bound to what it
 * belongs to and opens for nothing else. What the key of before sealed still opens, as long as it is set.
 */
public final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "signalroom sealed secrets, version 1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    /** The present one first. */
    private final List<SecretKeySpec> keys = new ArrayList<>();

    /** A box with the key of this installation; may be shared. */
    public SecretBox(SecretKey key) {
        keys.add(derived(key.bytes()));
        key.previous().ifPresent(before -> keys.add(derived(before)));
    }

    /**
     * What was sealed.
     *
     * @param stale whether the key of before sealed it: seal it again, that key will go
     */
    public record Opened(byte[] plain, boolean stale) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** @param owner what it belongs to */
    public byte[] seal(byte[] plain, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, owner).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty if it was changed, belongs to something else, or was sealed under a key that is gone. */
    public Optional<Opened> open(byte[] sealed, String owner) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        return keys.stream()
                .flatMap(key -> tried(key, sealed, owner).map(plain -> new Opened(plain, key != keys.get(0))).stream())
                .findFirst();
    }

    private static Optional<byte[]> tried(SecretKeySpec key, byte[] sealed, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** HKDF for as many bytes as one hash has: extract without salt, then one block. */
    private static SecretKeySpec derived(byte[] secret) {
        byte[] extracted = hmac(new byte[HASH_BYTES], secret);
        byte[] block = new byte[PURPOSE.length + 1];
        System.arraycopy(PURPOSE, 0, block, 0, PURPOSE.length);
        block[PURPOSE.length] = 1;
        return new SecretKeySpec(hmac(extracted, block), "AES");
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
