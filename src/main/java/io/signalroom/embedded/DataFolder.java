package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Where everything lies.
 *
 * <pre>
 * lock                who owns the folder; also says which user it belongs to
 * connection          0600: the URLs of the servers that run now
 * bin/                binaries, unpacked once per version
 * postgres/           the cluster, 0700
 * postgres.password   0600
 * redis/              its configuration only: Redis keeps nothing on disk
 * logs/               two files of at most 4 MB for each server
 * </pre>
 *
 * @param root absolute, without links
 * @param bin likewise: {@code root/bin} may be a link to a folder that several share
 * @param uid the user id this process runs under
 */
record DataFolder(Path root, Path bin, int uid) {
    private static final Set<PosixFilePermission> TRAVERSABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String CURE = "Choose another folder with DATA_DIR, or set DATABASE_URL and REDIS_URL.";

    /** Makes the folder if need be and proves that this user may use it. */
    static DataFolder open(Path dir) {
        Path root = dir.toAbsolutePath().normalize();
        Path bin = root.resolve("bin");
        try {
            createTraversable(root);
            createTraversable(bin);
            int uid = uidOfNewFileIn(root);
            refuseIfOfAnotherUser(root, uid);
            return new DataFolder(root.toRealPath(), bin.toRealPath(), uid);
        } catch (AccessDeniedException e) {
            throw new EmbeddedStartException(
                    "The data folder " + root + " is not writable for user " + System.getProperty("user.name")
                            + ": permission denied at " + e.getFile() + ownerOf(root) + ".",
                    CURE,
                    e);
        } catch (IOException e) {
            throw new EmbeddedStartException("The data folder " + root + " cannot be used: " + e, CURE, e);
        }
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path connection() {
        return connection(root);
    }

    static Path connection(Path root) {
        return root.resolve("connection");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path password() {
        return root.resolve("postgres.password");
    }

    Path redis() {
        return root.resolve("redis");
    }

    Path log(String server) {
        return root.resolve("logs").resolve(server + ".log");
    }

    boolean asRoot() {
        return uid == 0;
    }

    /** The numeric owner of a file; of the link itself if it is one. */
    static int uidOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes a file that only its owner may read, whole or not at all, and not before it is on the disk. */
    static void writeSecret(Path file, String content) {
        Path temp = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temp);
            try (FileChannel channel = FileChannel.open(temp, NEW_FILE, OWNER_ONLY)) {
                channel.write(StandardCharsets.UTF_8.encode(content));
                channel.force(true);
            }
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Waits until a file, or the names in a folder, are on the disk. */
    static void force(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** For root, what is made here must let the unprivileged server through; what is secret has its own mode. */
    private static void createTraversable(Path dir) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = dir; at != null && Files.notExists(at); at = at.getParent()) {
            missing.push(at);
        }
        for (Path at : missing) {
            Files.createDirectories(at);
            Files.setPosixFilePermissions(at, TRAVERSABLE);
        }
    }

    private static int uidOfNewFileIn(Path root) throws IOException {
        Path probe = Files.createTempFile(root, ".probe-", "", OWNER_ONLY);
        try {
            return uidOf(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /** Mixing users would leave files that one of them cannot read: say so instead of failing half-way. */
    private static void refuseIfOfAnotherUser(Path root, int uid) throws IOException {
        Path lock = root.resolve("lock");
        if (Files.exists(lock) && uidOf(lock) != uid) {
            String owner = Files.getOwner(lock).getName();
            throw new EmbeddedStartException(
                    "The data in " + root + " belongs to user " + owner + ", and this is user "
                            + System.getProperty("user.name") + ".",
                    "Run as " + owner + ", or choose another folder with DATA_DIR.");
        }
    }

    private static String ownerOf(Path root) {
        try {
            return "; it belongs to " + Files.getOwner(root).getName();
        } catch (IOException e) {
            return "";
        }
    }
}
