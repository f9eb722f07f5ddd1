package io.signalroom.api.site;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resolves module names: bare names to libraries, and our own modules to addresses with their content hash, so that
 * they may be cached for ever although nothing is bundled.
 */
final class ImportMap {

    private final Map<String, String> imports = new TreeMap<>();
    private final InlineScript script;

    /**
     * Builds the map.
     *
     * @param modules address of each of our modules to its file
     */
    ImportMap(Libraries libraries, Map<String, StaticFile> modules) {
        // lit's own index adds only what tells a server from a browser, and two more files to fetch
        library(libraries, "lit", "lit-element", "lit-element.js");
        library(libraries, "lit-html", "lit-html", "lit-html.js");
        library(libraries, "lit-element", "lit-element", "index.js");
        library(libraries, "@lit/reactive-element", "reactive-element", "reactive-element.js");
        library(libraries, "chart.js", "chart.js", "dist/chart.js");
        library(libraries, "@kurkle/color", "kurkle-color", "dist/color.esm.js");
        modules.forEach((address, file) -> imports.put(address, address + "?v=" + file.hash()));
        script = new InlineScript(new JsonObject()
                .put("imports", new JsonObject(new TreeMap<>(imports)))
                .encode());
    }

    /** The content of the {@code importmap} script element. */
    InlineScript script() {
        return script;
    }

    /** Address a specifier leads to; relative ones start from the module that names them. */
    String resolve(String specifier, String from) {
        String name =
                specifier.startsWith(".") ? URI.create(from).resolve(specifier).getPath() : specifier;
        String exact = imports.get(name);
        if (exact != null) {
            return exact;
        }
        return imports.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/") && name.startsWith(entry.getKey()))
                .map(entry -> entry.getValue() + name.substring(entry.getKey().length()))
                .findFirst()
                .orElse(name);
    }

    private void library(Libraries libraries, String specifier, String name, String main) {
        Library library = libraries.get(name);
        imports.put(specifier, library.address(main));
        imports.put(specifier + "/", library.address(""));
    }
}
