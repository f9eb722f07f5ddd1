package io.signalroom.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The data files of this package. */
final class Resource {
    private Resource() {}

    /** The lines of a file, with blank lines kept. */
    static List<String> text(String name) {
        try (InputStream in = Resource.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource demo/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file that are neither blank nor comments. */
    static List<String> lines(String name) {
        return text(name).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("//"))
                .toList();
    }
}
