package io.signalroom.api.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything we serve of our own, laid out and in memory: no request reads a disk, and what was not there at start-up
 * has no address, so there is no path to escape from. Immutable.
 *
 * <p>Pages carry the content hash of every file they name ({@code ?v=}). So files are cached for ever and pages not at
 * all, without a bundler.
 */
final class Site {

    private static final String[] SERVED = {"assets", "js"};

    private final Map<String, StaticFile> files;
    private final Map<String, Map<Look, StaticFile>> pages;
    private final Map<Look, SignalDocument> signals;
    private final Map<String, String> policies;

    private Site(
            Map<String, StaticFile> files,
            Map<String, Map<Look, StaticFile>> pages,
            Map<Look, SignalDocument> signals,
            Map<String, String> policies) {
        this.files = files;
        this.pages = pages;
        this.signals = signals;
        this.policies = policies;
    }

    /**
     * Reads and lays out the site. Blocks.
     *
     * @param root the folder {@code webroot}
     * @param version shown to people
     * @throws IllegalArgumentException if a template asks for something that is not there
     */
    static Site load(Path root, Libraries libraries, String version) throws IOException {
        Map<String, StaticFile> files = new TreeMap<>();
        for (String folder : SERVED) {
            readFolder(root, folder, files);
        }
        files.put("/assets/licences.txt", StaticFile.of("licences.txt", licences()));
        String icons = IconSprite.file(IconSprite.mentioned(modules(files)), libraries.get("lucide-static"));
        files.put("/assets/icons.svg", StaticFile.of("icons.svg", icons.getBytes(StandardCharsets.UTF_8)));
        addWords(root, files);
        PageRenderer renderer = new PageRenderer(root, files, libraries, version);
        Map<Look, SignalDocument> signals = new HashMap<>();
        for (Look look : Look.all()) {
            signals.put(look, renderer.signal(look));
        }
        Map<String, Map<Look, StaticFile>> pages = new HashMap<>();
        Map<String, String> policies = new HashMap<>();
        for (Page page : Page.values()) {
            Map<Look, StaticFile> byLook = new HashMap<>();
            for (Look look : Look.all()) {
                byLook.put(look, page == Page.SIGNAL ? signals.get(look).bare() : laidOut(renderer, page, look));
            }
            pages.put(page.path(), byLook);
            policies.put(page.path(), renderer.policy(page));
        }
        return new Site(files, pages, signals, policies);
    }

    private static StaticFile laidOut(PageRenderer renderer, Page page, Look look) throws IOException {
        return StaticFile.of(page.file(), renderer.render(page, look).getBytes(StandardCharsets.UTF_8));
    }

    /** The page at an address as a visitor wants it. */
    Optional<StaticFile> page(String path, Look look) {
        return Optional.ofNullable(pages.get(path)).map(byLook -> byLook.get(look));
    }

    /** The page of a signal as a visitor wants it, to be filled. */
    SignalDocument signal(Look look) {
        return signals.get(look);
    }

    /** The file at an address without its {@code v}. */
    Optional<StaticFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The content security policy of the page at an address; pages differ in the hash of their import map. */
    String policy(String path) {
        return policies.get(path);
    }

    private static List<String> modules(Map<String, StaticFile> files) {
        return files.values().stream()
                .filter(file -> file.type().startsWith("text/javascript"))
                .map(file -> file.plain().toString(StandardCharsets.UTF_8))
                .toList();
    }

    /** The texts that modules fetch when they need them, a file for each family and language. */
    private static void addWords(Path root, Map<String, StaticFile> files) throws IOException {
        Set<String> late = Texts.late(modules(files));
        for (Language language : Language.values()) {
            Texts texts = Texts.of(Files.readString(root.resolve(language.file())));
            for (String family : late) {
                byte[] words = texts.family(family).encode().getBytes(StandardCharsets.UTF_8);
                String name = language.words(family);
                files.put(name, StaticFile.of(name, words));
            }
        }
    }

    private static byte[] content(Path path, String name) throws IOException {
        return name.endsWith(".js")
                ? LeanScript.of(Files.readString(path)).getBytes(StandardCharsets.UTF_8)
                : Files.readAllBytes(path);
    }

    private static byte[] licences() {
        return Library.all().stream()
                .map(library -> "%-18s %-10s %s%n".formatted(library.name(), library.version(), library.licence()))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void readFolder(Path root, String folder, Map<String, StaticFile> into) throws IOException {
        Path start = root.resolve(folder);
        try (Stream<Path> paths = Files.walk(start)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (Files.isRegularFile(path) && StaticFile.servable(name)) {
                    into.put("/" + name, StaticFile.of(name, content(path, name)));
                }
            }
        }
    }
}
