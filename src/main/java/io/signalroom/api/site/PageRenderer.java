package io.signalroom.api.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a page's HTML, the layout, its parts and the addresses of all files together. */
final class PageRenderer {

    private final Path root;
    private final Map<String, StaticFile> files;
    private final Map<Language, Texts> texts = new EnumMap<>(Language.class);
    private final Map<Language, Layout> layouts = new EnumMap<>(Language.class);
    private final ImportMap imports;
    private final ModuleGraph modules;
    private final String frame;
    private final String navigationItem;
    private final String version;
    /** Sets the look before anything is painted. */
    private final InlineScript theme;

    private final Map<Page, PageParts> parts = new EnumMap<>(Page.class);

    PageRenderer(Path root, Map<String, StaticFile> files, Libraries libraries, String version) throws IOException {
        this.root = root;
        this.files = files;
        this.version = version;
        Map<String, StaticFile> scripts = files.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".js"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        imports = new ImportMap(libraries, scripts);
        modules = new ModuleGraph(files, libraries, imports);
        for (Language language : Language.values()) {
            Texts words = Texts.of(read(language.file()));
            texts.put(language, words);
            layouts.put(language, new Layout(words, this::versioned, path -> libraryAddress(libraries, path)));
        }
        frame = read("layout.html");
        navigationItem = read("nav-item.html");
        theme = new InlineScript(files.get("/js/theme.js").plain().toString(StandardCharsets.UTF_8));
        for (Page page : Page.values()) {
            parts.put(page, PageParts.of(page, frame + read(page.file()), modules, libraries));
        }
    }

    /** The whole document. */
    String render(Page page, Look look) throws IOException {
        Texts words = texts.get(look.language());
        Layout layout = layouts.get(look.language());
        Map<String, String> slots = new HashMap<>();
        slots.put("lang", look.language().code());
        slots.put("theme", look.theme().attributes());
        slots.put("title", Layout.escape(words.get(page.titleKey())));
        slots.putAll(page == Page.SIGNAL ? SignalDocument.GAPS : heading(page, words));
        slots.put("version", Layout.escape(version));
        slots.put("importmap", parts.get(page).imports().script().content());
        slots.put("look", theme.content());
        slots.put("texts", words.forScript(parts.get(page).sources()));
        slots.put("sprite", parts.get(page).sprite());
        slots.put("styles", styles(page));
        slots.put("navigation", navigation(Page.navigation(), page, look.language()));
        slots.put("bar", navigation(Page.bar(), page, look.language()));
        slots.put("more", navigation(Page.beyondBar(), page, look.language()));
        slots.put("preload", preload(page, look.language()));
        slots.put("module", imports.resolve(page.module(), "/"));
        slots.put("content", layout.fill(read(page.file()), slots));
        return layout.fill(frame, slots);
    }

    /** The page of a signal, to be filled. */
    SignalDocument signal(Look look) throws IOException {
        return new SignalDocument(
                render(Page.SIGNAL, look),
                texts.get(look.language()),
                layouts.get(look.language()),
                new SignalDocument.Templates(
                        read("signal-tags.html"), read("signal-summary.html"), read("signal-missing.html")));
    }

    private static Map<String, String> heading(Page page, Texts words) {
        return Map.of(
                "headTitle",
                Layout.escape(words.get(page.titleKey())) + " · Signalroom",
                "description",
                Layout.escape(words.get("site.description")),
                "tags",
                "");
    }

    /** See ui.md, "Security headers": nothing but our own files, and of inline scripts only the import map and the look. */
    String policy(Page page) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + parts.get(page).imports().script().cspSource() + " " + theme.cspSource(),
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

    private String navigation(List<Page> pages, Page current, Language language) {
        Layout layout = layouts.get(language);
        return pages.stream()
                .map(page -> layout.fill(
                        navigationItem,
                        Map.of(
                                "href", page.path(),
                                "icon", page.icon(),
                                "key", page.key(),
                                "label", Layout.escape(texts.get(language).get(page.titleKey())),
                                "current", page == current ? " aria-current=\"page\"" : "")))
                .collect(Collectors.joining());
    }

    /** What a browser can fetch before it has read the modules that ask for it. */
    private String preload(Page page, Language language) {
        Stream<String> scripts = modules.ahead(page).stream()
                .map(address -> "<link rel=\"modulepreload\" href=\"" + Layout.escape(address) + "\">");
        Stream<String> words = page.words().stream()
                .map(language::words)
                .map(address -> "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"" + address + "\">");
        return Stream.concat(scripts, words).collect(Collectors.joining("\n    "));
    }

    private String styles(Page page) {
        return files.containsKey(page.styles())
                ? "<link rel=\"stylesheet\" href=\"" + Layout.escape(versioned(page.styles())) + "\">"
                : "";
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
