package io.signalroom.bus.message;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * A body in every form in which it is sent, made once and shared by all who send it.
 *
 * @param identity JSON text in UTF-8; must not be changed
 * @param gzip the same compressed (RFC 1952), or empty where that saves nothing; must not be changed
 * @param tag its entity tag: a digest of the text, weak because it stands for both forms
 */
public record ReadyBytes(Buffer identity, Buffer gzip, String tag) {
    /** Shorter bodies fit into one packet anyway. */
    private static final int COMPRESS_FROM = 1024;

    private static final int TAG_BYTES = 16;

    /** Compresses and tags a body. */
    public static ReadyBytes of(Buffer body) {
        Buffer gzip = body.length() < COMPRESS_FROM ? Buffer.buffer() : compressed(body);
        return new ReadyBytes(body, gzip.length() < body.length() ? gzip : Buffer.buffer(), tag(body));
    }

    /** A weak entity tag (RFC 9110, section 8.8.3) of a body: half a SHA-256. */
    public static String tag(Buffer body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes of memory that it takes, about. */
    public int weight() {
        return identity.length() + gzip.length() + tag.length();
    }

    private static Buffer compressed(Buffer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
