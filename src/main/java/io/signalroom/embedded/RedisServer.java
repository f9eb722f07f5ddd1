package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Redis as a cache: it keeps nothing on disk, forgets what is used least, and knows no command that a cache does not need.
 *
 * <p>Scripting is off because this version's Lua has known holes, {@code @dangerous} because nobody here configures, debugs
 * or replicates it; emptying it and asking how it is remain allowed.
 */
final class RedisServer implements Server {
    private static final Duration READY_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final int SOCKET_LIMIT_MS = 1_000;
    private static final String PID_FILE = "redis.pid";
    private static final String CONFIGURATION = "redis.conf";
    private static final String WELCOME = "+OK\r\n+PONG\r\n";

    private final DataFolder folder;
    private final Path dir;
    private final Path program;
    private final RunAs runAs;
    private final String password = Passwords.random();
    private final ServerLog log;
    private int port;

    /** @param wishedPort taken if it is free; 0 for any */
    RedisServer(DataFolder folder, Path program, RunAs runAs, int wishedPort) {
        this.folder = folder;
        this.dir = folder.redis();
        this.program = program;
        this.runAs = runAs;
        this.log = new ServerLog(folder.log("redis"));
        this.port = Ports.free(wishedPort);
    }

    String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public void prepare() {
        endLeftover(folder);
    }

    static void endLeftover(DataFolder folder) {
        try {
            String pid = Files.readString(folder.redis().resolve(PID_FILE)).trim();
            Leftover.end(
                    Long.parseLong(pid), folder.redis().resolve(CONFIGURATION).toString(), "TERM", "KILL");
        } catch (IOException | NumberFormatException e) {
            // no earlier run, or one that ended in order
        }
    }

    /** The password is in a file, since everyone may read a command line. */
    @Override
    public ChildProcess spawn() {
        Path conf = dir.resolve(CONFIGURATION);
        try {
            Files.createDirectories(dir);
            DataFolder.writeSecret(conf, configuration());
            runAs.own(conf);
            runAs.own(dir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + conf, e);
        }
        return ChildProcess.start(runAs.command(program, conf.toString()), "TERM", "KILL", log);
    }

    @Override
    public void awaitReady(ChildProcess child) {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!answers()) {
            if (!child.alive() || System.nanoTime() - deadline > 0) {
                child.stop();
                throw new EmbeddedStartException(
                        "Redis did not start. The end of " + log.file() + ":\n" + log.tail(),
                        "Set REDIS_URL to a server of your own, or go without a shared cache.");
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
        return false;
    }

    private String configuration() {
        return """
               bind 127.0.0.1
               port %d
               protected-mode yes
               daemonize no
               set-proc-title no
               dir "%s"
               pidfile "%s"
               save ""
               appendonly no
               maxmemory 256mb
               maxmemory-policy allkeys-lfu
               user default on >%s ~* &* +@all -@dangerous -@scripting +flushall +flushdb +info
               """.formatted(port, quoted(dir), quoted(dir.resolve(PID_FILE)), password);
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(SOCKET_LIMIT_MS);
            socket.connect(new InetSocketAddress(Ports.loopback(), port), SOCKET_LIMIT_MS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] reply = socket.getInputStream().readNBytes(WELCOME.length());
            return new String(reply, StandardCharsets.US_ASCII).equals(WELCOME);
        } catch (IOException e) {
            return false;
        }
    }
}
