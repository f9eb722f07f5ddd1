package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Data folders for these tests, with binaries that are unpacked once for all of them; gone after the last test. */
final class Folders implements BeforeAllCallback {
    static final int NOBODY = 65534;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path BASE = base();

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Folders.class))
                .getOrComputeIfAbsent("folders", key -> (AutoCloseable) () -> Unpack.delete(BASE));
    }

    /** A folder of this user's, with a link to the shared binaries. */
    static Path fresh() {
        return fresh(uid());
    }

    /** A folder that belongs to some user. */
    static Path fresh(int uid) {
        try {
            Path folder = bare(uid);
            Files.createSymbolicLink(folder.resolve("bin"), binaries());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One in which the database has been made and the server has stopped. */
    static Path warm() {
        Path folder = BASE.resolve("data-" + COUNT.incrementAndGet());
        Command.Result copy =
                Command.run(List.of("cp", "-a", Warm.FOLDER.toString(), folder.toString()), Duration.ofMinutes(1));
        if (!copy.ok()) {
            throw new AssertionError(copy.output());
        }
        return folder;
    }

    /** Made when first needed. */
    private static final class Warm {
        private static final Path FOLDER = make();

        private static Path make() {
            Path folder = fresh();
            EmbeddedServers.start(folder, true, false).close();
            return folder;
        }
    }

    private static Path binaries() throws IOException {
        Path bin = Files.createDirectories(BASE.resolve("bin"));
        Unpack.tarXz(Platform.current().postgres(), bin);
        Unpack.program(Platform.current().redis(), bin);
        return bin;
    }

    /** One without binaries. */
    static Path bare(int uid) throws IOException {
        Path folder = Files.createDirectories(BASE.resolve("data-" + COUNT.incrementAndGet()));
        if (uid != uid()) {
            Files.setAttribute(folder, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        return folder;
    }

    static boolean asRoot() {
        return uid() == 0;
    }

    static int uid() {
        try {
            return DataFolder.uidOf(BASE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path base() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path parent = othersMayPass(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
            Path base = Files.createTempDirectory(parent, "embedded-test-");
            Files.setPosixFilePermissions(base, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean othersMayPass(Path dir) throws IOException {
        for (Path at = dir; at != null; at = at.getParent()) {
            if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
