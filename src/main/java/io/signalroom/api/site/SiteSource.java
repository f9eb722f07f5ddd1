package io.signalroom.api.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the site comes from: the folder {@code webroot} of the working directory if there is one (then a change shows
 * at the next page load), else {@code webroot/} on the class path. Safe for several threads; share one instance.
 */
public final class SiteSource {

    private static final String LAYOUT = "webroot/layout.html";

    private final Libraries libraries = new Libraries();
    private final Path folder;
    private final String version;
    private volatile Loaded loaded;

    private record Loaded(Site site, long stamp) {}

    private SiteSource(Path folder, String version) {
        this.folder = folder;
        this.version = version;
        this.loaded = load();
    }

    /**
     * Reads the site once. Blocks for about 100 ms.
     *
     * @param version of the program, shown in the navigation
     * @throws IllegalStateException if there is no site or a part of it is missing
     */
    public static SiteSource open(String version) {
        return open(Path.of(""), version);
    }

    static SiteSource open(Path directory, String version) {
        boolean source = Files.isRegularFile(directory.resolve(LAYOUT));
        return new SiteSource(source ? directory.resolve("webroot").toAbsolutePath() : null, version);
    }

    /**
     * Address of a file of a third-party package, for example {@code library("swagger-ui", "swagger-ui.css")}.
     *
     * @throws IllegalArgumentException if the site does not serve that package
     */
    public String library(String name, String file) {
        return libraries.get(name).address(file);
    }

    /** The site as last loaded; never blocks. */
    Site site() {
        return loaded.site();
    }

    /** True if the files may change while we run. */
    boolean changeable() {
        return folder != null;
    }

    /** The site as it is now: read again if a file of the folder changed. Blocks. */
    Site refreshed() {
        if (folder != null && stamp() != loaded.stamp()) {
            loaded = load();
        }
        return loaded.site();
    }

    Libraries libraries() {
        return libraries;
    }

    private Loaded load() {
        try {
            if (folder != null) {
                long stamp = stamp();
                return new Loaded(Site.load(folder, libraries, version), stamp);
            }
            URL layout = SiteSource.class.getClassLoader().getResource(LAYOUT);
            if (layout == null) {
                throw new IllegalStateException("neither the working directory nor the class path has " + LAYOUT);
            }
            return new Loaded(beside(layout, libraries, version), 0);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the site cannot be read", e);
        }
    }

    /** The site whose layout is at this address, in a folder or in a jar. */
    static Site beside(URL layout, Libraries libraries, String version) throws IOException, URISyntaxException {
        if (!layout.getProtocol().equals("jar")) {
            return Site.load(Path.of(layout.toURI()).getParent(), libraries, version);
        }
        URI jar = URI.create(layout.toString().replaceFirst("!.*", ""));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            return Site.load(files.getPath("webroot"), libraries, version);
        }
    }

    /** Changes whenever a file is added, removed or written. */
    private long stamp() {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.mapToLong(path -> path.hashCode() * 31L + path.toFile().lastModified())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
