package io.signalroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A short-lived command that is waited for. */
final class Command {
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private Command() {}

    /**
     * How it ended.
     *
     * @param exit 127 also if the program could not be started
     * @param output both streams
     */
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    static Result run(List<String> command, Duration limit) {
        return run(command, "", limit);
    }

    /** Gives it {@code input} and kills it after {@code limit}. */
    static Result run(List<String> command, String input, Duration limit) {
        Process process;
        try {
            process = builder(command).start();
        } catch (IOException e) {
            return new Result(127, e.getMessage());
        }
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> drain(process));
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it did not want its input; its exit code tells
        }
        return new Result(exitOf(process, limit), output.join());
    }

    /** Children see none of our environment: it holds secrets, and PG* variables would change what the server does. */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path == null ? SYSTEM_PATH : path + ":" + SYSTEM_PATH);
        environment.put("LC_ALL", "C");
        return builder.directory(Path.of("/").toFile());
    }

    static List<String> join(List<String> first, String... then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }

    private static int exitOf(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return killed(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return killed(process);
        }
    }

    private static int killed(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return 124;
    }

    private static String drain(Process process) {
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
