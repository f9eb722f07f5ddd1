package io.signalroom.api.site;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which modules a page needs. Those it needs before it can start are named in its head, so that the browser fetches them
 * at once and not one import after the other; those it may load later by {@code import()} say what else has to come with
 * the page: texts, icons, addresses.
 */
final class ModuleGraph {

    private static final Pattern IMPORT =
            Pattern.compile("(?:^|[;\\n}])\\s*(?:import|export)\\s*(?:[\\w*${},\\s]+?from\\s*)?[\"']([^\"']+)[\"']");

    private static final Pattern LATER = Pattern.compile("\\bimport\\(\\s*[\"']([^\"']+)[\"']");

    private final Map<String, StaticFile> own;
    private final Libraries libraries;
    private final ImportMap imports;

    ModuleGraph(Map<String, StaticFile> own, Libraries libraries, ImportMap imports) {
        this.own = own;
        this.libraries = libraries;
        this.imports = imports;
    }

    /** Addresses of a module and of all it imports, nearest first. */
    Set<String> from(String module) {
        Set<String> seen = new LinkedHashSet<>();
        collect(imports.resolve(module, module), seen);
        return seen;
    }

    /** Addresses of all that a page needs however a visitor comes to it, nearest first. */
    Set<String> ahead(Page page) {
        Set<String> seen = new LinkedHashSet<>(from(page.module()));
        page.soon().forEach(module -> seen.addAll(from(module)));
        return seen;
    }

    /** Our own modules among a module, all it imports and all it may load later, by their paths. */
    Map<String, StaticFile> everReached(String module) {
        Map<String, StaticFile> reached = new TreeMap<>();
        reach(module, reached);
        return reached;
    }

    /** The sources of our own modules among these addresses. */
    List<String> plain(Collection<String> addresses) {
        return addresses.stream()
                .map(ModuleGraph::path)
                .filter(own::containsKey)
                .map(this::source)
                .toList();
    }

    private void reach(String path, Map<String, StaticFile> reached) {
        if (!own.containsKey(path) || reached.putIfAbsent(path, own.get(path)) != null) {
            return;
        }
        Stream.of(IMPORT, LATER)
                .flatMap(pattern -> pattern.matcher(source(path)).results())
                .map(result -> path(imports.resolve(result.group(1), path)))
                .forEach(next -> reach(next, reached));
    }

    private void collect(String address, Set<String> seen) {
        if (!seen.add(address)) {
            return;
        }
        String path = path(address);
        IMPORT.matcher(source(path))
                .results()
                .map(result -> imports.resolve(result.group(1), path))
                .forEach(next -> collect(next, seen));
    }

    private static String path(String address) {
        return address.replaceFirst("\\?.*", "");
    }

    private String source(String path) {
        StaticFile file =
                path.startsWith(Libraries.PREFIX) ? libraries.find(path).orElse(null) : own.get(path);
        if (file == null) {
            throw new IllegalStateException("a module imports " + path + ", which does not exist");
        }
        return file.plain().toString(StandardCharsets.UTF_8);
    }
}
