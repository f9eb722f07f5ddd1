package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that cannot outlive us. It runs under a shell that holds the read end of a pipe from this process: when the
 * pipe closes, because we closed it or because we are gone in whatever way, the shell ends the server, gently first. The
 * shell has a session of its own, so that Ctrl-C reaches us and not the server before we are done with it.
 */
final class ChildProcess {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

    /**
     * $1 the signal that ends the server in order, $2 the one that ends it now, 20 s later. When the server goes by
     * itself, the main shell takes the watching one along and exits with the server's code; what that one slept with
     * ends by itself a tenth of a second later.
     */
    private static final String WATCHDOG = """
            trap '' HUP INT TERM
            gently=$1; now=$2; shift 2
            exec 3<&0
            "$@" </dev/null 3<&- & server=$!
            (
              read -r _ <&3
              kill -$gently $server
              n=0
              while [ $n -lt 200 ] && kill -0 $server; do sleep 0.1 || sleep 1; n=$((n+1)); done
              kill -$now $server
            ) >/dev/null 2>&1 & watch=$!
            wait $server; code=$?
            kill -KILL $watch 2>/dev/null
            exit $code
            """;

    private final Process shell;
    private final ServerLog log;
    private final Thread logReader;

    private ChildProcess(Process shell, ServerLog log) {
        this.shell = shell;
        this.log = log;
        this.logReader = log.follow(shell.getInputStream());
    }

    /**
     * Starts a server and does not wait for it.
     *
     * @param gently the name of the signal for an orderly end
     * @param now the name of the signal for the end that always works
     */
    static ChildProcess start(List<String> server, String gently, String now, ServerLog log) {
        List<String> session = setsid().map(program -> List.of(program)).orElse(List.of());
        List<String> command = Command.join(session, "sh", "-c", WATCHDOG, "signalroom-watchdog", gently, now);
        command.addAll(server);
        log.forget();
        try {
            return new ChildProcess(Command.builder(command).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sh", e);
        }
    }

    boolean alive() {
        return shell.isAlive();
    }

    boolean isParentOf(long pid) {
        return shell.children().anyMatch(child -> child.pid() == pid);
    }

    ServerLog log() {
        return log;
    }

    /** Waits a moment, or less if it ends. */
    void pause(Duration moment) {
        try {
            shell.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server was starting", e);
        }
    }

    /** Waits until it is gone, for as long as that takes. */
    void await() throws InterruptedException {
        shell.waitFor();
        logReader.join();
    }

    /** Ends it and waits, at most some 25 s, until nothing of it is left. An interrupt is kept for later. */
    void stop() {
        List<ProcessHandle> all =
                Stream.concat(shell.descendants(), Stream.of(shell.toHandle())).toList();
        closePipe();
        if (!waitFor(STOP_LIMIT)) {
            all.forEach(ProcessHandle::destroyForcibly);
            waitFor(STOP_LIMIT);
        }
    }

    private void closePipe() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // the shell is gone, which is what we want
        }
    }

    private boolean waitFor(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return shell.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) && logEnds(deadline);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean logEnds(long deadline) throws InterruptedException {
        logReader.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        return !logReader.isAlive();
    }

    private static Optional<String> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid", "/usr/local/bin/setsid")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .findFirst();
    }
}
