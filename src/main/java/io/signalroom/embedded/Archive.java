package io.signalroom.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A server's binaries as they lie on the class path, pinned: bytes that hash to anything else are refused.
 *
 * @param resource name on the class path
 * @param folder name of the folder it is unpacked to; carries the version, so a new version never meets an old one
 * @param sha256 lower-case hex
 */
record Archive(String resource, String folder, String sha256) {
    private static final int BUFFER = 1 << 16;

    InputStream open() throws IOException {
        InputStream in = Archive.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new EmbeddedStartException(
                    resource + " is not on the class path: this build was made for another platform.",
                    "Build on the machine that runs it, or set DATABASE_URL and REDIS_URL to servers of your own.");
        }
        return in;
    }

    /** Reads the whole archive once. Nothing of it is unpacked, let alone run, before this has returned. */
    void verify() throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(), sha256Digest())) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                continue;
            }
            String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!found.equals(sha256)) {
                throw new EmbeddedStartException(
                        resource + " is not the file this version was built for: SHA-256 is " + found + ", expected "
                                + sha256 + ". It was not run.",
                        "Delete its jar from the local Maven repository and build again; if that changes nothing, do not"
                                + " trust where the jar comes from.");
            }
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
