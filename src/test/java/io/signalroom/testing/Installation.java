package io.signalroom.testing;

import io.signalroom.db.Migrations;
import io.signalroom.embedded.EmbeddedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A data folder as the first start of the program leaves it: unpacked, initialised, migrated, and empty. It is made once
 * for the test JVM; what a test gets is a copy, so that only tests of the first start pay for one.
 */
final class Installation {
    private static final long LIMIT_SECONDS = 60;

    private Installation() {}

    /** Makes a folder an installation; does nothing if there is one in it already. */
    static void in(Path data) {
        if (Files.notExists(data.resolve("postgres"))) {
            Made.copyTo(data);
        }
    }

    /** Made when first asked for. */
    private static final class Made {
        private static final Path MODEL = make();

        private static Path make() {
            Path model = Servers.folder("model");
            try (EmbeddedServers servers = EmbeddedServers.start(model, true, false)) {
                Migrations.migrate(servers.postgresUrl().orElseThrow());
            }
            return model;
        }

        /** By {@code cp}, which keeps owners: for root, PostgreSQL runs as another user. */
        private static void copyTo(Path data) {
            try {
                Files.createDirectories(data);
                Process copy = new ProcessBuilder(command(data)).inheritIO().start();
                if (!copy.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || copy.exitValue() != 0) {
                    copy.destroyForcibly();
                    throw new IllegalStateException("cannot copy " + MODEL + " to " + data);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static List<String> command(Path data) {
            return List.of(
                    "cp",
                    "-a",
                    MODEL.resolve("bin").toString(),
                    MODEL.resolve("postgres").toString(),
                    MODEL.resolve("postgres.password").toString(),
                    data.toString());
        }
    }
}
