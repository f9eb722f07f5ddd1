package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalroom.parse.SignalParser;
import io.signalroom.parse.decide.Clue;
import io.signalroom.problem.Failure;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every word of the site is in every language, and none stands in a page or a module itself. */
class TranslationTest {

    private static final Path WEBROOT = Path.of("webroot");
    /** What the parser says of what it read, besides its clues. */
    private static final List<String> PARTS = List.of("no coin", "contract address", "stop", "no stop price");

    private static final List<String> COUNTED = List.of("entries", "targets");
    private static final String MUTE = "no numbers, coins or news";
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
    private static final Pattern ASKED = Pattern.compile(
            "(?:\\bt\\(|\\bonKey\\('[^']*', )'([a-zA-Z][A-Za-z.0-9_-]+)'|(?<!type === )'([a-z]+\\.[A-Za-z.0-9_-]+)'");

    /** Text between tags of a template: a letter behind a tag that is neither code nor the inside of an expression. */
    private static final Pattern BARE_TEXT = Pattern.compile(">[^<>`$={}();]*\\p{L}{2,}[^<>`$={}();]*</");

    /** Attributes that people read or hear. */
    private static final Pattern BARE_ATTRIBUTE =
            Pattern.compile("\\b(?:title|placeholder|alt|aria-label|aria-description)=\"[^\"${]*\\p{L}{2,}[^\"]*\"");

    /** Of two texts under one name the later would stand where the earlier is meant. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void no_name_of_a_text_is_there_twice(Language language) throws IOException {
        ObjectMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        Path file = Path.of("webroot/i18n", language.name().toLowerCase(Locale.ROOT) + ".json");

        assertThat(strict.readTree(file.toFile())).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void each_language_has_the_same_texts_with_the_same_gaps(Language language) throws IOException {
        Map<String, Set<String>> english = gaps(Language.EN);
        Map<String, Set<String>> own = gaps(language);

        assertThat(difference(english.keySet(), own.keySet()))
                .as("texts missing in %s", language.file())
                .isEmpty();
        assertThat(difference(own.keySet(), english.keySet()))
                .as("texts that only %s has", language.file())
                .isEmpty();
        english.forEach((key, gaps) -> assertThat(own.get(key))
                .as("gaps of %s in %s", key, language.file())
                .isEqualTo(gaps));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_text_with_plural_forms_has_those_the_language_needs(Language language) throws IOException {
        for (Map.Entry<String, Object> text : texts(language)) {
            if (text.getValue() instanceof JsonObject forms) {
                assertThat(forms.fieldNames()).as(text.getKey()).containsExactlyInAnyOrder("one", "other");
            } else {
                assertThat((String) text.getValue()).as(text.getKey()).isNotBlank();
            }
        }
    }

    @Test
    void every_text_a_module_asks_for_exists() throws IOException {
        JsonObject texts = texts(Language.EN);
        Set<String> families =
                texts.fieldNames().stream().map(TranslationTest::family).collect(Collectors.toSet());
        Map<String, String> asked = new TreeMap<>();
        for (Path module : files("js", ".js")) {
            Matcher key = ASKED.matcher(Files.readString(module));
            while (key.find()) {
                boolean sure = key.group(1) != null;
                String text = sure ? key.group(1) : key.group(2);
                if (sure || families.contains(family(text)) && !text.endsWith(".js")) {
                    asked.put(text, module.toString());
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(150);
        asked.keySet().removeAll(texts.fieldNames());
        asked.keySet().removeIf(key -> texts.fieldNames().stream().anyMatch(text -> text.startsWith(key + ".")));
        assertThat(asked).as("keys without a text, and who asks for them").isEmpty();
    }

    @Test
    void each_kind_of_problem_has_the_words_of_the_server() throws IOException {
        Map<String, Object> titles = new TreeMap<>();
        for (Failure failure : Failure.values()) {
            titles.put(failure.type().replace("urn:signalroom:problem:", "problem."), failure.title());
        }

        assertThat(family("problem", Language.EN)).isEqualTo(titles);
    }

    @Test
    void each_reason_of_the_parser_is_the_key_of_its_text() throws IOException {
        Map<String, Object> reasons = new TreeMap<>();
        for (String part : PARTS) {
            reasons.put("reason." + part, part);
        }
        for (String counted : COUNTED) {
            reasons.put("reason." + counted, counted + " {n}");
        }
        reasons.put("reason." + MUTE, MUTE);
        for (Clue clue : Clue.ALL) {
            reasons.put("reason." + clue.text(), clue.text());
        }

        assertThat(family("reason", Language.EN)).isEqualTo(reasons);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good morning everyone",
                "#SOL/USDT LONG\nEntry 150\nTP 160\nTP 170\nSL 140",
                "BTC long 60000 tp 65000",
                "TP1 ✅",
                "New launch $PEPE 0x6982508145454Ce325dDbE47a25d4ec3d2311933 LP burned"
            })
    void what_was_read_is_said_in_parts_that_have_a_text(String post) throws IOException {
        Set<String> texts = texts(Language.EN).fieldNames();
        Judgement judgement = new SignalParser().parse(post);
        assertThat(judgement.reasons()).isNotEmpty();
        String last = judgement.reasons().get(judgement.reasons().size() - 1);

        List<String> parts = texts.contains("reason." + last) ? List.of() : List.of(last.split(", "));
        assertThat(parts.stream().skip(1))
                .allMatch(part -> List.of("reason.", "event.", "side.").stream()
                        .anyMatch(family -> texts.contains(family + part.replaceFirst(" \\d+$", ""))));
    }

    @Test
    void each_event_and_side_that_can_be_read_has_its_word() throws IOException {
        assertThat(texts(Language.EN).fieldNames())
                .containsAll(Stream.of(SignalEvent.values())
                        .map(event -> "event." + event)
                        .toList())
                .containsAll(
                        Stream.of(Side.values()).map(side -> "side." + side).toList());
    }

    @Test
    void no_page_and_no_module_says_anything_in_words_of_its_own() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Path module : files("js", ".js")) {
            String source = LeanScript.of(Files.readString(module));
            collect(module, BARE_TEXT, source, found);
            collect(module, BARE_ATTRIBUTE, source, found);
        }
        for (Path page : files("", ".html")) {
            String source = Files.readString(page).replaceAll("(?s)<script.*?</script>", "");
            collect(page, BARE_TEXT, source.replaceAll("\\{\\{[^}]*}}", ""), found);
            collect(page, BARE_ATTRIBUTE, source.replaceAll("\\{\\{[^}]*}}", ""), found);
        }
        found.values()
                .removeIf(text -> text.contains("Signalroom") || text.contains("Ctrl K") || text.contains("width="));
        assertThat(found).isEmpty();
    }

    private static void collect(Path file, Pattern pattern, String source, Map<String, String> into) {
        pattern.matcher(source)
                .results()
                .forEach(result -> into.put(file.getFileName() + " at " + result.start(), result.group()));
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> rest = new TreeSet<>(one);
        rest.removeAll(other);
        return rest;
    }

    /** Each text's gaps; every plural form has the same, but for the number, which one form may spell out. */
    private static Map<String, Set<String>> gaps(Language language) throws IOException {
        Map<String, Set<String>> gaps = new TreeMap<>();
        texts(language)
                .forEach(text -> gaps.put(
                        text.getKey(),
                        GAP.matcher(
                                        text.getValue() instanceof JsonObject forms
                                                ? forms.getString("other")
                                                : (String) text.getValue())
                                .results()
                                .map(result -> result.group(1))
                                .collect(Collectors.toCollection(TreeSet::new))));
        return gaps;
    }

    private static Map<String, Object> family(String name, Language language) throws IOException {
        return texts(language).stream()
                .filter(text -> family(text.getKey()).equals(name))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String family(String key) {
        return key.replaceFirst("\\..*", "");
    }

    private static JsonObject texts(Language language) throws IOException {
        return new JsonObject(Files.readString(WEBROOT.resolve(language.file())));
    }

    private static Iterable<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(WEBROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
