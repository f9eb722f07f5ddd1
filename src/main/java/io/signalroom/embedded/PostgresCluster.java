package io.signalroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's files: made once, under another name until they are whole and on the disk.
 *
 * <p>The role {@code signalroom} owns its database and may create others, but is no superuser: there is no way to log in
 * as one, so what runs in the database cannot reach the machine.
 */
final class PostgresCluster {
    static final String NAME = "signalroom";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String ACCESS = "host all " + NAME + " 127.0.0.1/32 scram-sha-256\n";

    private final DataFolder folder;
    private final Path programs;
    private final RunAs runAs;
    private final boolean linux;

    /** @param programs PostgreSQL's {@code bin} */
    PostgresCluster(DataFolder folder, Path programs, RunAs runAs, boolean linux) {
        this.folder = folder;
        this.programs = programs;
        this.runAs = runAs;
        this.linux = linux;
    }

    /** Makes the cluster, or gets an existing one into order. @return the password of the role */
    String ensure() throws IOException {
        if (Files.notExists(folder.postgres())) {
            return create();
        }
        String version =
                Files.readString(folder.postgres().resolve("PG_VERSION")).trim();
        if (!version.equals(Platform.POSTGRES_MAJOR)) {
            throw new EmbeddedStartException(
                    folder.postgres() + " was written by PostgreSQL " + version + ", this is " + Platform.POSTGRES_MAJOR
                            + ".",
                    "Run the version of Signalroom that wrote it, or choose another folder with DATA_DIR.");
        }
        runAs.own(folder.postgres());
        return Files.exists(folder.password())
                ? Files.readString(folder.password()).trim()
                : replacePassword();
    }

    private String create() throws IOException {
        LOG.info("Creating the database in {} (once)", folder.postgres());
        Path fresh = folder.postgres().resolveSibling("postgres.new");
        if (Files.exists(fresh)) {
            Leftover.awaitUnused(fresh);
            Unpack.delete(fresh);
        }
        Files.createDirectory(fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        runAs.own(fresh);
        initdb(
                fresh,
                "-U",
                "postgres",
                "--auth=reject",
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync",
                "--no-instructions");
        Files.writeString(fresh.resolve("pg_hba.conf"), ACCESS);
        String password = Passwords.random();
        single(
                fresh,
                "CREATE ROLE " + NAME + " LOGIN CREATEDB PASSWORD '" + password + "' IN ROLE pg_monitor, pg_checkpoint",
                "CREATE DATABASE " + NAME + " OWNER " + NAME);
        initdb(fresh, linux ? new String[] {"--sync-only", "--sync-method=syncfs"} : new String[] {"--sync-only"});
        DataFolder.writeSecret(folder.password(), password);
        Files.move(fresh, folder.postgres(), StandardCopyOption.ATOMIC_MOVE);
        DataFolder.force(folder.root());
        return password;
    }

    /** The file is gone, the data are not: nobody needs to lose them over that. */
    private String replacePassword() throws IOException {
        LOG.warn("{} is missing; setting a new password", folder.password());
        String password = Passwords.random();
        single(folder.postgres(), "ALTER ROLE " + NAME + " PASSWORD '" + password + "'");
        DataFolder.writeSecret(folder.password(), password);
        return password;
    }

    private void initdb(Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        arguments.addAll(List.of(options));
        run(runAs.command(programs.resolve("initdb"), arguments.toArray(String[]::new)), "");
    }

    /** Runs statements in a server that serves only this input, and needs no password. */
    private void single(Path data, String... statements) {
        run(
                runAs.command(programs.resolve("postgres"), "--single", "-D", data.toString(), "postgres"),
                String.join("\n", statements) + "\n");
    }

    private static void run(List<String> command, String input) {
        Command.Result result = Command.run(command, input, LIMIT);
        if (!result.ok()
                || result.output().contains("ERROR:")
                || result.output().contains("FATAL:")) {
            throw new EmbeddedStartException(
                    "PostgreSQL's files could not be made:\n" + withoutStatements(result.output()),
                    cure(result.output()));
        }
    }

    /** What follows holds the password. */
    private static String withoutStatements(String output) {
        return output.lines()
                .filter(line -> !line.contains("PASSWORD"))
                .reduce("", (all, line) -> all + line + "\n")
                .trim();
    }

    private static String cure(String output) {
        if (output.contains("could not look up effective user ID")) {
            return "PostgreSQL wants its user listed in /etc/passwd: add it there, or set DATABASE_URL.";
        }
        if (output.contains("No space left on device")) {
            return "It needs 200 MB there: make room, or choose another folder with DATA_DIR.";
        }
        return "Choose another folder with DATA_DIR, or set DATABASE_URL.";
    }
}
