package io.signalroom.api.site;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which modules a page needs before it can start. They are named in its head, so that the browser fetches them at once
 * and not one import after the other. Modules loaded later by {@code import()} are left out.
 */
final class ModuleGraph {

    private static final Pattern IMPORT =
            Pattern.compile("(?:^|[;\\n}])\\s*(?:import|export)\\s*(?:[\\w*${},\\s]+?from\\s*)?[\"']([^\"']+)[\"']");

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

    private void collect(String address, Set<String> seen) {
        if (!seen.add(address)) {
            return;
        }
        String path = address.replaceFirst("\\?.*", "");
        IMPORT.matcher(source(path))
                .results()
                .map(result -> imports.resolve(result.group(1), path))
                .forEach(next -> collect(next, seen));
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
