package io.signalroom.api.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds third-party files by their address. Names are plain words, so no address can leave a library's folder, and only
 * kinds of file that a page asks for are given out. What was found stays in memory; the jars bound how much that can be.
 */
final class Libraries {

    /** Where libraries live. */
    static final String PREFIX = "/assets/lib/";

    private static final Pattern ADDRESS =
            Pattern.compile("/assets/lib/([a-z][a-z.-]*)/([0-9][0-9A-Za-z.-]*)/((?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*"
                    + "[A-Za-z0-9_@-][A-Za-z0-9._@-]*\\.(?:js|css|woff2))");

    private final Map<String, Library> byName = new LinkedHashMap<>();
    private final Map<String, StaticFile> found = new ConcurrentHashMap<>();

    Libraries() {
        Library.all().forEach(library -> byName.put(library.name(), library));
    }

    /**
     * The library of this name.
     *
     * @throws IllegalArgumentException if the site does not know it
     */
    Library get(String name) {
        Library library = byName.get(name);
        if (library == null) {
            throw new IllegalArgumentException("no library " + name);
        }
        return library;
    }

    /** A file that was read before, without touching the disk. */
    Optional<StaticFile> cached(String address) {
        return Optional.ofNullable(found.get(address));
    }

    /** The file at an address below {@link #PREFIX}; empty if the name, the version or the file is unknown. May block. */
    Optional<StaticFile> find(String address) {
        StaticFile known = found.get(address);
        if (known != null) {
            return Optional.of(known);
        }
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Library library = byName.get(matcher.group(1));
        if (library == null || !library.version().equals(matcher.group(2))) {
            return Optional.empty();
        }
        Optional<StaticFile> file =
                Optional.ofNullable(library.read(matcher.group(3))).map(bytes -> StaticFile.of(address, bytes));
        file.ifPresent(it -> found.put(address, it));
        return file;
    }
}
