package io.signalroom.embedded;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** PostgreSQL on its files: durable, on loopback, with a password, in UTC. */
final class PostgresServer implements Server {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_SHARED_MEMORY = 256L << 20;

    /** Lines of postmaster.pid, from 0. */
    private static final int PID = 0;

    private static final int PORT = 3;
    private static final int STATUS = 7;

    /** One more than the highest process id that Linux can give. */
    private static final String NO_PROCESS = "4194305";

    /** Given on the command line, where no file and no ALTER SYSTEM can undo them. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_line_prefix", "%m [%p] "),
            Map.entry("log_checkpoints", "off"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("wal_compression", "on"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("autovacuum", "on"),
            Map.entry("jit", "off")));

    private final DataFolder folder;
    private final Path program;
    private final RunAs runAs;
    private final String password;
    private final ServerLog log;
    private int port;

    /** @param wishedPort taken if it is free; 0 for any */
    PostgresServer(DataFolder folder, Path program, RunAs runAs, String password, int wishedPort) {
        this.folder = folder;
        this.program = program;
        this.runAs = runAs;
        this.password = password;
        this.log = new ServerLog(folder.log("postgres"));
        this.port = Ports.free(wishedPort);
    }

    String url() {
        return "postgresql://" + PostgresCluster.NAME + ":" + password + "@127.0.0.1:" + port + "/"
                + PostgresCluster.NAME;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public void prepare() {
        endLeftover(folder);
    }

    /** Nobody may touch the files while a server of an earlier run still does. */
    static void endLeftover(DataFolder folder) {
        pid(folder).ifPresent(pid -> Leftover.end(pid, folder.postgres().toString(), "INT", "QUIT"));
        if (pid(folder).flatMap(ProcessHandle::of).isPresent()) {
            nameNobody(folder);
        }
    }

    /**
     * The number now belongs to a stranger, or to a dead server that nobody has reaped yet: PostgreSQL would not start as
     * long as it is in use. The rest of the file stays, since from it PostgreSQL tells whether an old backend still lives.
     */
    private static void nameNobody(DataFolder folder) {
        List<String> corrected = new ArrayList<>(status(folder));
        corrected.set(PID, NO_PROCESS);
        try {
            Files.write(statusFile(folder), corrected, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot correct " + statusFile(folder), e);
        }
    }

    @Override
    public ChildProcess spawn() {
        List<String> arguments =
                new ArrayList<>(List.of("-D", folder.postgres().toString(), "-p", String.valueOf(port)));
        arguments.addAll(List.of("-c", "dynamic_shared_memory_type=" + sharedMemoryType(SHARED_MEMORY)));
        SETTINGS.forEach((setting, value) -> arguments.addAll(List.of("-c", setting + "=" + value)));
        return ChildProcess.start(runAs.command(program, arguments.toArray(String[]::new)), "INT", "QUIT", log);
    }

    @Override
    public void awaitReady(ChildProcess child) {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!ready(child)) {
            if (!child.alive() || System.nanoTime() - deadline > 0) {
                child.stop();
                throw new EmbeddedStartException(
                        "PostgreSQL did not start. The end of " + log.file() + ":\n" + log.tail(),
                        "If that does not help, choose another folder with DATA_DIR, or set DATABASE_URL.");
            }
            child.pause(LOOK_AGAIN);
        }
    }

    @Override
    public boolean mayTryAgain(ServerLog said) {
        if (said.mentions("Address already in use")) {
            port = Ports.free(0);
            return true;
        }
        return said.mentions("pre-existing shared memory block") || said.mentions("lock file \"postmaster.pid\"");
    }

    /** The file may be an earlier server's that was killed: the process in it must be our child. */
    private boolean ready(ChildProcess child) {
        List<String> status = status(folder);
        return status.size() > STATUS
                && status.get(STATUS).trim().equals("ready")
                && status.get(PORT).trim().equals(String.valueOf(port))
                && pid(folder).filter(child::isParentOf).isPresent();
    }

    private static Optional<Long> pid(DataFolder folder) {
        return status(folder).stream()
                .limit(1)
                .map(String::trim)
                .filter(line -> line.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .findFirst();
    }

    /** Containers give 64 MB as a rule, which a few parallel queries fill; System V memory has no such bound. */
    static String sharedMemoryType(Path posix) {
        try {
            boolean scarce =
                    Files.isDirectory(posix) && Files.getFileStore(posix).getTotalSpace() < ENOUGH_SHARED_MEMORY;
            return scarce ? "sysv" : "posix";
        } catch (IOException e) {
            return "sysv";
        }
    }

    private static List<String> status(DataFolder folder) {
        try {
            return Files.readAllLines(statusFile(folder));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path statusFile(DataFolder folder) {
        return folder.postgres().resolve("postmaster.pid");
    }
}
