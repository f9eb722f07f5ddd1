package io.signalroom.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks a server's binaries once. They appear under their final name whole or not at all: the work is done under a name
 * that carries our process id, so that what an interrupted unpack left behind is known and removed by the next.
 */
final class Unpack {
    private static final Logger LOG = LoggerFactory.getLogger(Unpack.class);
    private static final String TEMP = ".unpack-";
    private static final Duration SYNC_LIMIT = Duration.ofMinutes(1);

    private Unpack() {}

    /** @return the folder that holds the archive's content */
    static Path tarXz(Archive archive, Path bin) throws IOException {
        return once(archive, bin, Unpack::untar);
    }

    /** @return the folder that holds the one program, under its {@link Archive#folder} name */
    static Path program(Archive archive, Path bin) throws IOException {
        return once(archive, bin, (from, dir) -> {
            try (InputStream in = from.open()) {
                write(in, dir.resolve(from.folder()), true);
            }
        });
    }

    private static Path once(Archive archive, Path bin, Content content) throws IOException {
        Path target = bin.resolve(archive.folder());
        removeInterrupted(bin);
        if (Files.isDirectory(target)) {
            return target;
        }
        LOG.info("Unpacking {} into {} (once)", archive.resource(), bin);
        archive.verify();
        Path temp = bin.resolve(TEMP + ProcessHandle.current().pid() + "-" + archive.folder());
        try {
            directory(temp);
            content.unpack(archive, temp);
            Command.run(List.of("sync", "-f", temp.toString()), SYNC_LIMIT);
            Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            delete(temp);
        }
        return target;
    }

    private static void untar(Archive archive, Path dir) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive.open())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(dir, entry.getName());
                if (entry.isDirectory()) {
                    directory(path);
                } else if (entry.isSymbolicLink()) {
                    inside(
                            dir,
                            dir.relativize(path.resolveSibling(entry.getLinkName()))
                                    .toString());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    directory(path.getParent());
                    write(tar, path, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static Path inside(Path dir, String name) throws IOException {
        Path path = dir.resolve(name).normalize();
        if (!path.startsWith(dir)) {
            throw new IOException("the archive names a file outside of itself: " + name);
        }
        return path;
    }

    private static void write(InputStream in, Path file, boolean executable) throws IOException {
        Files.copy(in, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void directory(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(dir);
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void removeInterrupted(Path bin) throws IOException {
        try (Stream<Path> entries = Files.list(bin)) {
            for (Path left : entries.filter(Unpack::ofDeadProcess).toList()) {
                delete(left);
            }
        }
    }

    private static boolean ofDeadProcess(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(TEMP)
                && ProcessHandle.of(Long.parseLong(name.substring(TEMP.length()).split("-")[0]))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @FunctionalInterface
    private interface Content {
        void unpack(Archive archive, Path dir) throws IOException;
    }
}
