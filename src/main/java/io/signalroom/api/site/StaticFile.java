package io.signalroom.api.site;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes ready to be sent.
 *
 * @param type content type
 * @param plain the content
 * @param gzip the content compressed, null where that does not pay
 * @param hash short hash of the content: the {@code v} of its address and its entity tag
 */
record StaticFile(String type, Buffer plain, Buffer gzip, String hash) {

    private static final int WORTH_COMPRESSING = 512;
    private static final int HASH_LENGTH = 11;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    /**
     * Prepares a file.
     *
     * @param name its name, whose ending decides the content type
     */
    static StaticFile of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.getOrDefault(ending, "application/octet-stream");
        boolean packed = ending.equals("woff2") || ending.equals("png");
        Buffer gzip = packed || content.length < WORTH_COMPRESSING ? null : Buffer.buffer(compress(content));
        return new StaticFile(type, Buffer.buffer(content), gzip, hash(content));
    }

    /** A page that is made for one answer; what compresses it then is the server, if at all. */
    static StaticFile once(String html) {
        byte[] content = html.getBytes(StandardCharsets.UTF_8);
        return new StaticFile(TYPES.get("html"), Buffer.buffer(content), null, hash(content));
    }

    private static String hash(byte[] content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sha256(content))
                .substring(0, HASH_LENGTH);
    }

    /** True if a file of this name is something browsers are given. */
    static boolean servable(String name) {
        return TYPES.containsKey(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Weak, since one tag stands for the plain and the compressed form. */
    String etag() {
        return "W/\"" + hash + "\"";
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Each file is compressed once and sent many times. */
    private static final class Hardest extends GZIPOutputStream {

        Hardest(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3);
        try (GZIPOutputStream gzip = new Hardest(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
