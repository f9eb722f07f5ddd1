package io.signalroom.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Copies what a server prints to a file, keeps its last lines for error messages, and bounds both: past 4 MB the file
 * becomes {@code .1} in place of an older one. A disk that takes no more costs log lines, never the server.
 */
final class ServerLog {
    private static final long LARGEST = 4L << 20;
    private static final int TAIL = 20;

    private final Path file;
    private final Deque<String> tail = new ArrayDeque<>();

    ServerLog(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file.getParent(), e);
        }
    }

    /** Reads to the end in a thread of its own; the end comes when the last process that could print is gone. */
    Thread follow(InputStream output) {
        Thread reader = new Thread(() -> copy(output), "log-" + file.getFileName());
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** The last lines, oldest first. */
    synchronized String tail() {
        return String.join("\n", tail);
    }

    synchronized boolean mentions(String text) {
        return tail.stream().anyMatch(line -> line.contains(text));
    }

    /** So that what an earlier attempt said is not taken for the answer to this one. */
    synchronized void forget() {
        tail.clear();
    }

    Path file() {
        return file;
    }

    private void copy(InputStream output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                append(line);
            }
        } catch (IOException e) {
            remember("(log lost: " + e + ")");
        }
    }

    private synchronized void remember(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }

    private void append(String line) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else if (Files.size(file) > LARGEST) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.append(line).append('\n');
            }
        } catch (IOException e) {
            remember("(not written to " + file + ": " + e.getMessage() + ")");
        }
    }
}
