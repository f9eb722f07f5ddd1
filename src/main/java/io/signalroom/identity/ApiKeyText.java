package io.signalroom.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its holder has it: {@code sgr_<id>_<secret>}, with a beginning by which secret scanners know it.
 *
 * @param id 16 hexadecimal digits; no secret
 * @param secret 64 hexadecimal digits: 32 random bytes
 */
record ApiKeyText(String id, String secret) {
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("sgr_([0-9a-f]{16})_([0-9a-f]{64})");

    /** A new one. */
    static ApiKeyText random(SecureRandom random) {
        return new ApiKeyText(hex(random, ID_BYTES), hex(random, SECRET_BYTES));
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    /** Empty if the text is no key. */
    static Optional<ApiKeyText> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new ApiKeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** What is stored of the secret: its SHA-256. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        return "sgr_" + id + "_" + secret;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "sgr_" + id + "_***";
    }
}
