package io.signalroom.cache;

import io.signalroom.bus.message.ReadyBytes;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/**
 * How an answer lies in Redis: a head of fixed length, the body as gzip or, where that saves nothing, as it is, and a
 * check sum over all of it. The head holds a digest of the key, so that a value under another key is recognised, and a
 * version. What is not exactly so is no answer.
 *
 * <pre>
 *   0  magic "SRK" and version         36  computed at, ms since 1970
 *   4  24 bytes of SHA-256 of the key  44  lifetime, ms             56  length of the body, bytes
 *  28  revision of what it tells       52  queries                  60  body, then CRC-32C
 * </pre>
 */
final class KeptForm {
    /** Part of every key too: versions that do not understand each other never meet. */
    static final int VERSION = 2;

    private static final int MAGIC = 'S' << 24 | 'R' << 16 | 'K' << 8 | VERSION;
    private static final int DIGEST_BYTES = 24;
    private static final int DIGEST_AT = 4;
    private static final int REVISION_AT = 28;
    private static final int COMPUTED_AT = 36;
    private static final int LIFETIME_AT = 44;
    private static final int QUERIES_AT = 52;
    private static final int LENGTH_AT = 56;
    private static final int BODY_AT = 60;
    private static final int LONGEST_BODY = 16 * 1024 * 1024;

    private KeptForm() {}

    /** What lies in Redis is no answer of ours to this question. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why, null, false, false);
        }
    }

    static Buffer write(String key, Kept kept) {
        ReadyBytes bytes = kept.bytes();
        Buffer form = Buffer.buffer(BODY_AT + bytes.identity().length())
                .appendInt(MAGIC)
                .appendBytes(digest(key))
                .appendLong(kept.revision())
                .appendLong(kept.computedAt().toEpochMilli())
                .appendLong(kept.lifetime().toMillis())
                .appendInt(kept.queries())
                .appendInt(bytes.identity().length())
                .appendBuffer(bytes.gzip().length() == 0 ? bytes.identity() : bytes.gzip());
        return form.appendInt(checksum(form, form.length()));
    }

    /**
     * Reads an answer.
     *
     * @param key under which it was found
     * @throws UnreadableException if it is garbage, of another version, or the answer to another question
     */
    static Kept read(String key, Buffer form) {
        int end = form.length() - Integer.BYTES;
        require(end >= BODY_AT && form.getInt(0) == MAGIC, "version");
        require(form.getInt(end) == checksum(form, end), "checksum");
        require(MessageDigest.isEqual(form.getBytes(DIGEST_AT, DIGEST_AT + DIGEST_BYTES), digest(key)), "key");
        int length = form.getInt(LENGTH_AT);
        require(length >= 0 && length <= LONGEST_BODY, "length");
        return new Kept(
                bytes(form.getBuffer(BODY_AT, end), length),
                form.getLong(REVISION_AT),
                Instant.ofEpochMilli(form.getLong(COMPUTED_AT)),
                Duration.ofMillis(form.getLong(LIFETIME_AT)),
                form.getInt(QUERIES_AT));
    }

    private static ReadyBytes bytes(Buffer stored, int length) {
        if (stored.length() == length) {
            return new ReadyBytes(stored, Buffer.buffer(), ReadyBytes.tag(stored));
        }
        Buffer body = inflated(stored, length);
        return new ReadyBytes(body, stored, ReadyBytes.tag(body));
    }

    private static Buffer inflated(Buffer gzip, int length) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.getBytes()))) {
            byte[] body = in.readNBytes(length + 1);
            require(body.length == length, "length");
            return Buffer.buffer(body);
        } catch (IOException e) {
            throw new UnreadableException("gzip");
        }
    }

    private static int checksum(Buffer form, int end) {
        CRC32C sum = new CRC32C();
        sum.update(form.getBytes(0, end));
        return (int) sum.getValue();
    }

    private static byte[] digest(String key) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new UnreadableException(what);
        }
    }
}
