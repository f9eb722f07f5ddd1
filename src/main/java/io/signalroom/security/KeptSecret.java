package io.signalroom.security;

import io.signalroom.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** A secret that this program made for itself and keeps in a file that only its user can read. */
public final class KeptSecret {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeptSecret() {}

    /** The secret in a file, 64 hexadecimal digits if it was made here; makes it if the file is not there. */
    public static Secret of(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        return new Secret(Files.readString(file, StandardCharsets.US_ASCII).strip());
    }

    /** Two starts at once both end with the file that got its name first. */
    private static void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String name = file.getFileName().toString();
        Files.createDirectories(file.getParent());
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        Path draft = posix
                ? Files.createTempFile(file.getParent(), name, null, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createTempFile(file.getParent(), name, null);
        Files.writeString(draft, HexFormat.of().formatHex(random));
        try {
            name(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A link is made only where there is no file of that name, and is whole at once; a move would replace one. */
    private static void name(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            return; // whose secret is taken
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            if (!Files.exists(file)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
