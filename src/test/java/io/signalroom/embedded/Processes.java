package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Looks at the system's processes. */
final class Processes {
    private Processes() {}

    /** All below the one with this id, as they are now. */
    static List<ProcessHandle> below(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }

    /** Those whose command line names the folder: the watchdogs, PostgreSQL and Redis. */
    static List<ProcessHandle> on(Path folder) {
        try {
            String name = folder.toRealPath().toString();
            return ProcessHandle.allProcesses()
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .filter(process -> process.info().commandLine().orElse("").contains(name + "/"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ProcessHandle postmaster(Path folder) {
        return running(folder, "postgres -D ").findFirst().orElseThrow();
    }

    static ProcessHandle redis(Path folder) {
        return running(folder, "redis.conf").findFirst().orElseThrow();
    }

    static List<ProcessHandle> watchdogs(Path folder) {
        return on(folder).stream().filter(Processes::isWatchdog).toList();
    }

    static void kill9(long pid) {
        Command.run(List.of("kill", "-KILL", String.valueOf(pid)), Duration.ofSeconds(5));
    }

    static void awaitGone(List<ProcessHandle> processes, Duration limit) {
        await(limit, () -> processes.stream().noneMatch(Processes::runs));
    }

    /** A dead process that its parent has not asked about has a number, but no command line. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }

    /** Looks every few milliseconds until it holds. @return how long that took */
    static Duration await(Duration limit, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("waited").isLessThan(limit);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Stream<ProcessHandle> running(Path folder, String what) {
        return on(folder).stream()
                .filter(process -> !isWatchdog(process))
                .filter(process -> process.info().commandLine().orElse("").contains(what));
    }

    private static boolean isWatchdog(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("signalroom-watchdog");
    }
}
