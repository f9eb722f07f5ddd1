package io.signalroom.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of an earlier run that is still there. As a rule its watchdog is ending it, and it is waited for; if even the
 * watchdog was killed, it is ended here.
 */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AFTER_SIGNAL = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private Leftover() {}

    /**
     * Returns when the process is gone, at once if there is none.
     *
     * @param marker must occur in its command line: process ids are used again, and we end nothing that isn't ours
     */
    static void end(long pid, String marker, String gently, String now) {
        if (gone(pid, marker, Duration.ZERO)) {
            return;
        }
        LOG.info("Waiting for process {} of an earlier run to end", pid);
        if (gone(pid, marker, PATIENCE)) {
            return;
        }
        LOG.warn("Ending process {}, left by an earlier run", pid);
        signal(pid, gently);
        if (!gone(pid, marker, PATIENCE_AFTER_SIGNAL)) {
            signal(pid, now);
        }
        if (!gone(pid, marker, PATIENCE)) {
            throw new EmbeddedStartException(
                    "Process " + pid + " of an earlier run still works on this data folder and does not end.",
                    "End it with: kill -" + now + " " + pid);
        }
    }

    /** Waits for the short-lived commands of a killed run: they end by themselves. */
    static void awaitUnused(Path path) {
        if (!holds(
                PATIENCE_AFTER_SIGNAL,
                () -> ProcessHandle.allProcesses().noneMatch(process -> names(process, path.toString())))) {
            throw new EmbeddedStartException(
                    "A command of an earlier run still works on " + path + ".",
                    "Wait for it, or end it: pgrep -f " + path);
        }
    }

    private static void signal(long pid, String name) {
        Command.run(List.of("kill", "-" + name, String.valueOf(pid)), KILL_LIMIT);
    }

    private static boolean gone(long pid, String marker, Duration limit) {
        return holds(
                limit,
                () -> ProcessHandle.of(pid)
                        .filter(process -> names(process, marker))
                        .isEmpty());
    }

    private static boolean names(ProcessHandle process, String marker) {
        return process.info().commandLine().orElse("").contains(marker);
    }

    private static boolean holds(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }
}
