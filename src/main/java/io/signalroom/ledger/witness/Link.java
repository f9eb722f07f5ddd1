package io.signalroom.ledger.witness;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * One entry of a channel's chain: a version, a deletion, or the removal of a version by the undo of an import. Its hash is the
 * SHA-256 of the hash before it and of its fields, big-endian, texts as UTF-8 behind their length in four bytes, times in
 * microseconds since 1970; the least number stands for what there is not. {@code docs/witness.md} shows it byte by byte, and
 * migration 13 writes the same in SQL.
 */
public sealed interface Link {
    /** Bare id of the channel. */
    long channelId();

    /** The post it is about. */
    long messageId();

    /** Writes what the hash covers besides the hash before, the kind, the channel and the number. */
    void write(DataOutputStream out) throws IOException;

    /** Distinguishes the kinds in the hash. */
    int kind();

    /**
     * A version of a post.
     *
     * @param revision from 1
     * @param postedAt in whole microseconds, like the others
     * @param editedAt or null
     * @param seenAt when it reached us
     * @param replyTo or null
     */
    record Version(
            long channelId,
            long messageId,
            int revision,
            Instant postedAt,
            Instant editedAt,
            Instant seenAt,
            Long replyTo,
            String origin,
            String text)
            implements Link {
        @Override
        public int kind() {
            return 1;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(messageId);
            out.writeInt(revision);
            Link.time(out, postedAt);
            Link.time(out, editedAt);
            Link.time(out, seenAt);
            out.writeLong(replyTo == null ? Long.MIN_VALUE : replyTo);
            Link.text(out, origin);
            Link.text(out, text);
        }
    }

    /** The channel deleted a post; {@code at} is when that was noticed. */
    record Deletion(long channelId, long messageId, Instant at) implements Link {
        @Override
        public int kind() {
            return 2;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(messageId);
            Link.time(out, at);
        }
    }

    /** The undo of an import took a version away; its number and hash stay. */
    record Removal(long channelId, long messageId, int revision, long removedNo, Hash removedHash, Instant at)
            implements Link {
        @Override
        public int kind() {
            return 3;
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeLong(messageId);
            out.writeInt(revision);
            out.writeLong(removedNo);
            out.write(removedHash.bytes());
            Link.time(out, at);
        }
    }

    /**
     * The hash of this link.
     *
     * @param before hash of the link before, {@link Hash#NONE} before the first
     * @param no its number in the channel, from 1
     */
    default Hash hash(Hash before, long no) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before.bytes());
            out.writeInt(kind());
            out.writeLong(channelId());
            out.writeLong(no);
            write(out);
            return new Hash(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void time(DataOutputStream out, Instant at) throws IOException {
        out.writeLong(
                at == null
                        ? Long.MIN_VALUE
                        : Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
