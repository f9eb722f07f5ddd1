package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL and a real Redis as child processes, on a folder that belongs to one process at a time.
 *
 * <p>What is stored survives everything; the processes survive nothing: they end with {@link #close}, and within about two
 * seconds when this JVM goes away in any other manner. The next start waits for that.
 */
public final class EmbeddedServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);

    /** What {@link #close} undoes, last first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<String> postgresUrl = Optional.empty();
    private Optional<String> redisUrl = Optional.empty();
    private Optional<String> redisProblem = Optional.empty();

    private EmbeddedServers() {}

    /**
     * Starts what is asked and returns when it answers: seconds for the first time on a folder, a fraction of one later.
     * Blocks. A Redis that can't be had is no error, see {@link #redisProblem}.
     *
     * @param dataDir made if missing
     * @throws EmbeddedStartException if PostgreSQL can't be had, or another process has the folder; nothing is left running
     */
    public static EmbeddedServers start(Path dataDir, boolean postgres, boolean redis) {
        return start(dataDir, postgres, redis, true);
    }

    /**
     * Starts PostgreSQL for the short life of a command: nobody can {@link #join} it, and who tries to start another is
     * refused.
     *
     * @throws EmbeddedStartException as {@link #start}
     */
    public static EmbeddedServers startForCommand(Path dataDir) {
        return start(dataDir, true, false, false);
    }

    private static EmbeddedServers start(Path dataDir, boolean postgres, boolean redis, boolean joinable) {
        EmbeddedServers servers = new EmbeddedServers();
        boolean started = false;
        try {
            servers.open(dataDir, postgres, redis, joinable);
            started = true;
            return servers;
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedStartException(
                    "The embedded servers could not be set up in " + dataDir.toAbsolutePath() + ": " + e,
                    "They need 200 MB there: make room, choose another folder with DATA_DIR, or set DATABASE_URL and"
                            + " REDIS_URL.",
                    e);
        } finally {
            if (!started) {
                servers.close();
            }
        }
    }

    /**
     * The servers that another process runs on this folder, if one does: for commands that join it.
     *
     * @throws EmbeddedStartException if they belong to another user
     */
    public static Optional<RunningServers> join(Path dataDir) {
        return new ConnectionFile(DataFolder.connection(dataDir.toAbsolutePath())).running();
    }

    /** {@code postgresql://signalroom:<password>@127.0.0.1:<port>/signalroom}; empty if none was asked for. */
    public Optional<String> postgresUrl() {
        return postgresUrl;
    }

    /** {@code redis://:<password>@127.0.0.1:<port>}; empty if none was asked for or {@link #redisProblem} is set. */
    public Optional<String> redisUrl() {
        return redisUrl;
    }

    /** Why there is no Redis although one was asked for: all else must work without it. */
    public Optional<String> redisProblem() {
        return redisProblem;
    }

    /** Ends both in order, waits until they are gone, and gives the folder free. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            while (!open.isEmpty()) {
                closeQuietly(open.pop());
            }
        }
    }

    private void open(Path dataDir, boolean postgres, boolean redis, boolean joinable) throws IOException {
        Platform platform = Platform.current();
        if (postgres) {
            platform.postgres();
        }
        if (redis && !platform.hasRedis()) {
            redisProblem = Optional.of("there is no embedded Redis for " + platform);
        }
        boolean wantsRedis = redis && redisProblem.isEmpty();
        if (!postgres && !wantsRedis) {
            return;
        }
        DataFolder folder = DataFolder.open(dataDir);
        open.push(FolderLock.take(folder.lock()));
        PostgresServer.endLeftover(folder);
        RedisServer.endLeftover(folder);
        ConnectionFile connection = new ConnectionFile(folder.connection());
        if (postgres) {
            postgresUrl = Optional.of(startPostgres(folder, platform, connection.lastPostgresPort()));
        }
        if (wantsRedis) {
            tryRedis(folder, platform, connection.lastRedisPort());
        }
        if (joinable) {
            connection.opened(postgresUrl, redisUrl);
            open.push(connection::closed);
        }
    }

    private String startPostgres(DataFolder folder, Platform platform, int wishedPort) throws IOException {
        Path programs = Unpack.tarXz(platform.postgres(), folder.bin()).resolve("bin");
        Path program = programs.resolve("postgres");
        RunAs runAs = RunAs.find(folder, program);
        String password = new PostgresCluster(folder, programs, runAs, platform.linux()).ensure();
        PostgresServer server = new PostgresServer(folder, program, runAs, password, wishedPort);
        open.push(Supervised.start(server));
        return server.url();
    }

    private void tryRedis(DataFolder folder, Platform platform, int wishedPort) {
        try {
            Archive archive = platform.redis();
            Path program = Unpack.program(archive, folder.bin()).resolve(archive.folder());
            RedisServer server = new RedisServer(folder, program, RunAs.find(folder, program), wishedPort);
            open.push(Supervised.start(server));
            redisUrl = Optional.of(server.url());
        } catch (EmbeddedStartException | IOException | UncheckedIOException e) {
            redisProblem = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("Could not be closed: {}", e.toString());
        }
    }
}
