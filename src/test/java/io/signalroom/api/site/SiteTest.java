package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteTest {

    private static final Path WEBROOT = Path.of("webroot");
    private static final int BUDGET = 45_000;
    private static final Look PLAIN = new Look(Theme.SYSTEM, Language.EN);
    private static final Look DARK = new Look(Theme.DARK, Language.DE);

    private final Libraries libraries = new Libraries();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Page.class)
    void html_css_and_modules_stay_under_45_kB(Page page) throws IOException {
        Site site = site();
        String html = text(site.page(page.path(), PLAIN).orElseThrow());
        int size = site.page(page.path(), PLAIN).orElseThrow().gzip().length();
        List<String> styles = matches("stylesheet\" href=\"([^\"?]+)", html);
        assertThat(styles).contains("/assets/app.css");
        for (String file : styles) {
            size += sent(site, file);
        }
        for (String module : preloaded(html)) {
            size += sent(site, module);
        }
        System.out.printf("page %s without charts and fonts: %,d bytes gzipped%n", page.path(), size);
        assertThat(size).isLessThan(BUDGET);
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void a_page_carries_every_text_and_icon_and_address_its_modules_ask_for(Page page) throws IOException {
        Site site = site();
        String html = text(site.page(page.path(), PLAIN).orElseThrow());
        JsonObject texts =
                new JsonObject(matches("id=\"texts\">(.*?)</script>", html).get(0));
        JsonObject imports =
                new JsonObject(matches("importmap\">(.*?)</script>", html).get(0)).getJsonObject("imports");
        Set<String> modules = reached(page.module(), new TreeSet<>());
        assertThat(modules).contains(page.module(), "/js/shell.js", "/js/help.js");
        assertThat(imports.fieldNames()).containsAll(modules);
        Set<String> words = new TreeSet<>(texts.fieldNames());
        words.addAll(fetched(site, modules));
        for (String module : modules) {
            String source = Files.readString(WEBROOT.resolve(module.substring(1)));
            assertThat(words).as(module).containsAll(matches("\\bt\\('([a-z][A-Za-z.0-9-]+)'", source));
            boolean later = !preloaded(html).contains(module);
            String drawn = later ? text(site.file("/assets/icons.svg").orElseThrow()) : html;
            assertThat(matches("<symbol id=\"(i-[a-z0-9-]+)\"", drawn))
                    .as(module)
                    .containsAll(matches("#(i-[a-z0-9-]+)", source));
        }
    }

    @Test
    void a_page_carries_no_word_of_another_one() throws IOException {
        String dashboard = text(site().page("/", PLAIN).orElseThrow());
        String playground = text(site().page("/playground", PLAIN).orElseThrow());

        assertThat(dashboard)
                .contains("\"feed.title\"")
                .doesNotContain(
                        "\"playground.",
                        "\"settings.",
                        "\"basis.",
                        "\"field.",
                        "/js/playground.js",
                        "playground.css",
                        "\"analysis.",
                        "/js/analytics.js");
        assertThat(playground)
                .contains("\"playground.post\"", "playground.css")
                .doesNotContain("\"feed.title\"", "/js/feed.js");
    }

    @Test
    void leaning_a_module_leaves_its_code_and_its_line_numbers() {
        String source =
                "/**\n * Doc.\n * @param {x} y\n */\nfunction f(/** @type {x} */ y) {\n  // why\n  return y / 2; // half\n}\n";

        assertThat(LeanScript.of(source)).isEqualTo("\n\n\n\nfunction f(y) {\n\nreturn y / 2; // half\n}\n");
    }

    @Test
    void no_module_has_a_comment_sign_in_a_string() throws IOException {
        try (Stream<Path> modules = Files.list(WEBROOT.resolve("js"))) {
            for (Path module : modules.toList()) {
                assertThat(Files.readString(module))
                        .doesNotContainPattern("['\"`][^'\"`\n]*/\\*\\*[^'\"`\n]*['\"`](?! \\|)");
            }
        }
    }

    @Test
    void a_page_names_every_module_it_needs() throws IOException {
        Set<String> modules = preloaded(text(site().page("/", PLAIN).orElseThrow()));

        assertThat(modules)
                .contains(
                        "/js/dashboard.js",
                        "/js/stream.js",
                        libraries.get("lit-element").address("lit-element.js"));
        assertThat(modules).noneMatch(module -> module.contains("chart"));
    }

    @Test
    void a_site_in_a_jar_is_the_same_as_in_its_folder() throws IOException, URISyntaxException {
        URL layout = new URL("jar:" + jar().toUri() + "!/webroot/layout.html");

        Site fromJar = SiteSource.beside(layout, libraries, "1.0");

        assertThat(fromJar.page("/", DARK)).isEqualTo(site().page("/", DARK));
        assertThat(fromJar.file("/js/live.js")).isEqualTo(site().file("/js/live.js"));
    }

    @Test
    void a_changed_file_shows_at_the_next_load() throws IOException {
        copy(WEBROOT, directory.resolve("webroot"));
        SiteSource source = SiteSource.open(directory, "1.0");
        String before = source.refreshed().policy("/");
        Path module = directory.resolve("webroot/js/time.js");
        Files.writeString(module, Files.readString(module) + "// changed\n");
        module.toFile().setLastModified(module.toFile().lastModified() + 2_000);

        assertThat(source.refreshed().policy("/")).isNotEqualTo(before);
        assertThat(source.refreshed()).isSameAs(source.site());
    }

    @Test
    void a_template_that_asks_for_nothing_known_stops_the_start() throws IOException {
        copy(WEBROOT, directory.resolve("webroot"));
        Files.writeString(directory.resolve("webroot/index.html"), "{{t:no.such.text}}");

        assertThatThrownBy(() -> SiteSource.open(directory, "1.0")).hasMessage("no text no.such.text");
    }

    @Test
    void fonts_in_the_style_sheet_are_the_ones_in_the_library() throws IOException {
        List<String> fonts = matches(
                "url\\(\"?(/assets/lib/inter/[^\")]+)\"?\\)", Files.readString(WEBROOT.resolve("assets/app.css")));

        assertThat(fonts).isNotEmpty().allMatch(font -> libraries.find(font).isPresent());
    }

    @Test
    void style_sheets_and_markup_use_tokens_only() throws IOException {
        String css = Files.readString(WEBROOT.resolve("assets/app.css"));

        assertThat(css).doesNotContain("--color-red-", "--color-gray-", "oklch(");
    }

    private Site site() throws IOException {
        return Site.load(WEBROOT, libraries, "1.0");
    }

    private int sent(Site site, String path) {
        StaticFile file = site.file(path).or(() -> libraries.find(path)).orElseThrow();
        return (file.gzip() == null ? file.plain() : file.gzip()).length();
    }

    /** Our own modules that a module leads to, found without the code under test. */
    private static Set<String> reached(String module, Set<String> seen) throws IOException {
        if (seen.add(module)) {
            String source =
                    Files.readString(WEBROOT.resolve(module.substring(1))).replaceAll("(?s)/\\*\\*.*?\\*/", "");
            for (String name : matches("(?:from|import|import\\() ?'\\./([a-z-]+\\.js)'", source)) {
                reached("/js/" + name, seen);
            }
        }
        return seen;
    }

    /** Keys of the words that modules fetch when they need them. */
    private static Set<String> fetched(Site site, Collection<String> modules) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String module : modules) {
            for (String family :
                    matches("learn\\('([a-z]+)'", Files.readString(WEBROOT.resolve(module.substring(1))))) {
                StaticFile words =
                        site.file("/assets/words/en/" + family + ".json").orElseThrow();
                keys.addAll(new JsonObject(words.plain()).fieldNames());
            }
        }
        return keys;
    }

    private static Set<String> preloaded(String html) {
        return new TreeSet<>(matches("modulepreload\" href=\"([^\"?]+)", html));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String text(StaticFile file) {
        return file.plain().toString(StandardCharsets.UTF_8);
    }

    private Path jar() throws IOException {
        Path jar = directory.resolve("site.jar");
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            copy(WEBROOT, files.getPath("/webroot"));
        }
        return jar;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
