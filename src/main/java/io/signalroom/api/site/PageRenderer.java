package io.signalroom.api.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts a page's HTML, the layout, the texts and the addresses of all files together. */
final class PageRenderer {

    private final Path root;
    private final Map<String, StaticFile> files;
    private final Texts texts;
    private final ImportMap imports;
    private final ModuleGraph modules;
    private final Layout layout;
    private final String frame;
    private final String navigationItem;
    private final String sprite;
    private final String version;

    PageRenderer(Path root, Map<String, StaticFile> files, Libraries libraries, String version) throws IOException {
        this.root = root;
        this.files = files;
        this.version = version;
        Map<String, StaticFile> scripts = files.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".js"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        texts = Texts.of(read("i18n/en.json"));
        imports = new ImportMap(libraries, scripts);
        modules = new ModuleGraph(files, libraries, imports);
        layout = new Layout(texts, this::versioned, path -> libraryAddress(libraries, path));
        frame = read("layout.html");
        navigationItem = read("nav-item.html");
        sprite = IconSprite.of(IconSprite.mentioned(sources()), libraries.get("lucide-static"));
    }

    /** The whole document. */
    String render(Page page, Theme theme) throws IOException {
        Map<String, String> slots = new HashMap<>();
        slots.put("lang", "en");
        slots.put("theme", theme.attributes());
        slots.put("title", Layout.escape(texts.get(page.titleKey())));
        slots.put("version", Layout.escape(version));
        slots.put("importmap", imports.json());
        slots.put("texts", texts.forScript());
        slots.put("sprite", sprite);
        slots.put("navigation", navigation(page));
        slots.put("preload", preload(page));
        slots.put("module", imports.resolve(page.module(), "/"));
        slots.put("content", layout.fill(read(page.file()), slots));
        return layout.fill(frame, slots);
    }

    /** See ui.md, "Security headers": nothing but our own files, and of inline scripts only the import map. */
    String policy() {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + imports.cspSource(),
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "manifest-src 'self'",
                "worker-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html");
    }

    private String navigation(Page current) {
        return Page.navigation().stream()
                .map(page -> layout.fill(
                        navigationItem,
                        Map.of(
                                "href", page.path(),
                                "icon", page.icon(),
                                "label", Layout.escape(texts.get(page.titleKey())),
                                "current", page == current ? " aria-current=\"page\"" : "")))
                .collect(Collectors.joining());
    }

    private String preload(Page page) {
        return modules.from(page.module()).stream()
                .map(address -> "<link rel=\"modulepreload\" href=\"" + Layout.escape(address) + "\">")
                .collect(Collectors.joining("\n    "));
    }

    private List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>(List.of(frame));
        for (Page page : Page.values()) {
            sources.add(read(page.file()));
            sources.add("#i-" + page.icon());
        }
        files.forEach((path, file) -> {
            if (path.startsWith("/js/")) {
                sources.add(file.plain().toString(StandardCharsets.UTF_8));
            }
        });
        return sources;
    }

    private String versioned(String path) {
        StaticFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return path + "?v=" + file.hash();
    }

    private static String libraryAddress(Libraries libraries, String path) {
        int slash = path.indexOf('/');
        return libraries.get(path.substring(0, slash)).address(path.substring(slash + 1));
    }

    private String read(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }
}
