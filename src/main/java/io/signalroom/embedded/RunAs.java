package io.signalroom.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;

/**
 * How a server is kept from running as root, which PostgreSQL refuses and Redis should not.
 *
 * <p>Each way is tried by running the very program from the very folder, since each fails somewhere: {@code setpriv} and
 * {@code chroot} make a user who cannot pass through a closed parent such as {@code /root}; {@code unshare} can, but
 * containers often forbid it; the last one keeps a single capability, to pass through folders, and needs neither.
 *
 * @param prefix what stands before the command; empty for an ordinary user
 * @param owner the user id that must own what the server writes
 */
record RunAs(List<String> prefix, int owner) {
    private static final int NOBODY = 65534;
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    static final List<RunAs> WAYS_DOWN_FROM_ROOT = List.of(
            new RunAs(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"), NOBODY),
            new RunAs(List.of("chroot", "--userspec=65534:65534", "--groups=", "/"), NOBODY),
            new RunAs(List.of("unshare", "-U"), 0),
            new RunAs(
                    List.of(
                            "setpriv",
                            "--reuid=65534",
                            "--regid=65534",
                            "--clear-groups",
                            "--inh-caps=+dac_override",
                            "--ambient-caps=+dac_override",
                            "--securebits=+no_setuid_fixup",
                            "--"),
                    NOBODY));

    /** $0 is the program, $1 the folder it will work under. */
    private static final String PROBE = "[ \"$(id -u)\" != 0 ] && cd \"$1\" && exec \"$0\" --version";

    /** Finds the way for this user, this program and this folder. */
    static RunAs find(DataFolder folder, Path program) {
        List<RunAs> ways = folder.asRoot() ? WAYS_DOWN_FROM_ROOT : List.of(new RunAs(List.of(), folder.uid()));
        StringBuilder failures = new StringBuilder();
        for (RunAs way : ways) {
            Command.Result probe = way.probe(folder, program);
            if (probe.ok()) {
                return way;
            }
            failures.append("\n  ")
                    .append(String.join(" ", way.prefix))
                    .append(" -> ")
                    .append(probe.output().trim());
        }
        throw new EmbeddedStartException(
                program.getFileName() + " does not run here" + (folder.asRoot() ? " under any user but root:" : ":")
                        + failures,
                cure(folder, failures.toString()));
    }

    List<String> command(Path program, String... arguments) {
        return Command.join(Command.join(prefix, program.toString()), arguments);
    }

    /** Makes the server the owner of a tree that it writes. Does nothing where that is so already. */
    void own(Path tree) throws IOException {
        if (DataFolder.uidOf(tree) == owner) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }

            /** The top folder comes last, so that an interrupted walk is seen and done again. */
            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                return give(dir);
            }
        });
    }

    private FileVisitResult give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        return FileVisitResult.CONTINUE;
    }

    Command.Result probe(DataFolder folder, Path program) {
        List<String> shell = Command.join(
                prefix, "sh", "-c", PROBE, program.toString(), folder.root().toString());
        return Command.run(shell, PROBE_LIMIT);
    }

    private static String cure(DataFolder folder, String failures) {
        if (failures.contains("libstdc++")) {
            return "Install the C++ runtime (package libstdc++6 or libstdc++), or set DATABASE_URL.";
        }
        if (folder.asRoot()) {
            return "Run as an ordinary user, or choose a folder that others may pass through with DATA_DIR"
                    + " (/var/lib/signalroom), or set DATABASE_URL.";
        }
        return "It needs glibc 2.27 or newer and a folder not mounted noexec. Choose one with DATA_DIR, or set"
                + " DATABASE_URL.";
    }
}
