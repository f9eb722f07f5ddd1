package io.signalroom.security;

import io.signalroom.config.AppConfig;
import io.signalroom.config.ConfigException;
import io.signalroom.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The key that signs tokens: {@code SECRET_KEY}, or one made at the first start and kept beside the embedded database.
 * With a database outside there may be several nodes, which must share a key, so there it must be set. The key of before,
 * {@code SECRET_KEY_PREVIOUS}, is still good for tokens that it signed, so that a change of keys signs nobody out.
 */
public final class SecretKey {
    private static final int BYTES = 32;
    private static final String FILE = "secret.key";

    private final byte[] value;
    private final Optional<byte[]> previous;

    private SecretKey(byte[] value, Optional<byte[]> previous) {
        this.value = value;
        this.previous = previous;
    }

    /**
     * The key of this installation; makes and keeps one if there is none and the database is the embedded one.
     *
     * @throws ConfigException if none is set and none may be made, or the file cannot be used
     */
    public static SecretKey load(AppConfig config) {
        return new SecretKey(current(config), config.previousSecretKey().map(SecretKey::strong));
    }

    private static byte[] current(AppConfig config) {
        if (config.secretKey().isPresent()) {
            return strong(config.secretKey().get());
        }
        if (config.databaseUrl().isPresent()) {
            throw fault("SECRET_KEY (security.secretKey) must be set when DATABASE_URL is, the same on every node."
                    + " Make one: openssl rand -hex 32");
        }
        Path file = config.dataDir().resolve(FILE);
        try {
            return strong(KeptSecret.of(file));
        } catch (IOException e) {
            throw fault(
                    file + " cannot be read or written: make its folder writable for this user, or set SECRET_KEY.");
        }
    }

    private static byte[] strong(Secret secret) {
        byte[] bytes = secret.value().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < BYTES || secret.value().chars().distinct().count() < 8) {
            throw fault("SECRET_KEY (security.secretKey) is too weak: at least 32 characters, not a repeated one."
                    + " Make one: openssl rand -hex 32");
        }
        return bytes;
    }

    private static ConfigException fault(String text) {
        return new ConfigException(List.of(text));
    }

    /** The key's bytes, at least 32. */
    byte[] bytes() {
        return value.clone();
    }

    /** The bytes of the key of before. */
    Optional<byte[]> previous() {
        return previous.map(byte[]::clone);
    }

    @Override
    public String toString() {
        return "***";
    }
}
