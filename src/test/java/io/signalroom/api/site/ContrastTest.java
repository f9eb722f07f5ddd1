package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Computes WCAG 2 contrast from the tokens in the style sheet's source, in every theme and direction palette. */
class ContrastTest {

    private static final Path CSS = Path.of("src/main/css/app.css");
    private static final Path MARKS = Path.of("src/main/css/marks.css");
    private static final Path HEAT = Path.of("src/main/css/heat.css");
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3.0;
    /** Least contrast of one level of heat to the next: what an eye still tells apart side by side. */
    private static final double LEVEL = 1.2;

    private static final String[] TEXT_PAIRS = {
        "text/bg",
        "text/surface",
        "text/sunken",
        "text2/bg",
        "text2/surface",
        "text2/sunken",
        "muted/bg",
        "muted/surface",
        "muted/sunken",
        "placeholder/surface",
        "accent-text/bg",
        "accent-text/surface",
        "accent-text/sunken",
        "accent-text/accent-soft",
        "on-accent/accent",
        "bull/bull-soft",
        "bull/surface",
        "bull/bg",
        "bull/sunken",
        "bear/bear-soft",
        "bear/surface",
        "bear/bg",
        "bear/sunken",
        "warn/warn-soft",
        "warn/surface",
        "warn/bg",
        "info/info-soft",
        "info/surface",
        "info/bg",
    };

    private static final String[] SHAPE_PAIRS = {
        "control/bg",
        "control/surface",
        "focus/bg",
        "focus/surface",
        "accent/surface",
        "accent/sunken",
        "chart-bull/surface",
        "chart-bear/surface",
        "chart-neutral/surface",
        "chart-open/surface",
    };

    static Stream<Arguments> looks() {
        return Stream.of("light", "dark")
                .flatMap(theme ->
                        Stream.of("standard", "red-up", "colour-blind").map(palette -> Arguments.of(theme, palette)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_text_reaches_4_5_to_1(String theme, String palette) throws IOException {
        assertReached(theme, palette, TEXT_PAIRS, TEXT);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_control_and_shape_reaches_3_to_1(String theme, String palette) throws IOException {
        assertReached(theme, palette, SHAPE_PAIRS, SHAPE);
    }

    /** A mark is text on the field's soft colour; lit up, and in its label, surface and colour change places. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void every_field_in_a_text_can_be_read(String theme) throws IOException {
        Map<String, String> tokens = tokens(theme, "standard");
        String css = Files.readString(MARKS);
        Map<String, String> fields = new HashMap<>(block(css, ":root"));
        int all = fields.size();
        if (theme.equals("dark")) {
            fields = block(css, "[data-theme=dark]");
        }
        assertThat(fields).hasSize(all).hasSizeGreaterThan(20);
        tokens.putAll(fields);
        String[] pairs = fields.keySet().stream()
                .filter(name -> !name.endsWith("-soft"))
                .flatMap(name -> Stream.of(
                        name + "/" + name + "-soft",
                        name + "/surface",
                        name + "/sunken",
                        "text/" + name + "-soft",
                        "text2/" + name + "-soft"))
                .toArray(String[]::new);
        assertReached(tokens, theme, pairs, TEXT);
    }

    /** Levels are neighbours in a table, so one has to differ from the next, and its number has to stand out on each. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void each_level_of_heat_is_told_from_the_next_and_can_be_read(String theme) throws IOException {
        Map<String, String> tokens = tokens(theme, "standard");
        Pattern level = Pattern.compile(
                "\\n +" + (theme.equals("dark") ? "\\[data-theme=dark] " : "")
                        + "\\.heat-\\d \\{ background-color: color-mix\\(in srgb, var\\(--accent\\) (\\d+)%, var\\(--surface\\)\\)");
        List<String> levels = level.matcher(Files.readString(HEAT))
                .results()
                .map(found ->
                        mixed(colour(tokens, "accent"), colour(tokens, "surface"), Integer.parseInt(found.group(1))))
                .toList();
        assertThat(levels).hasSize(5);
        for (int i = 0; i < levels.size(); i++) {
            assertThat(contrast(colour(tokens, i < 3 ? "text2" : "text"), levels.get(i)))
                    .as("%s: numbers on level %s", theme, i)
                    .isGreaterThanOrEqualTo(TEXT);
            assertThat(i == 0 ? LEVEL : contrast(levels.get(i), levels.get(i - 1)))
                    .as("%s: level %s beside the one before", theme, i)
                    .isGreaterThanOrEqualTo(LEVEL);
        }
    }

    private static String mixed(String one, String other, int percent) {
        int a = Integer.parseInt(one.substring(1), 16);
        int b = Integer.parseInt(other.substring(1), 16);
        int sum = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = (((a >> shift) & 0xff) * percent + ((b >> shift) & 0xff) * (100 - percent)) / 100;
            sum |= channel << shift;
        }
        return String.format("#%06X", sum);
    }

    private static void assertReached(String theme, String palette, String[] pairs, double least) throws IOException {
        assertReached(tokens(theme, palette), theme + ", " + palette, pairs, least);
    }

    private static void assertReached(Map<String, String> tokens, String look, String[] pairs, double least) {
        for (String pair : pairs) {
            String[] names = pair.split("/");
            assertThat(contrast(colour(tokens, names[0]), colour(tokens, names[1])))
                    .as("%s: %s", look, pair)
                    .isGreaterThanOrEqualTo(least);
        }
    }

    private static String colour(Map<String, String> tokens, String name) {
        assertThat(tokens).containsKey(name);
        return tokens.get(name);
    }

    private static Map<String, String> tokens(String theme, String palette) throws IOException {
        String css = Files.readString(CSS);
        Map<String, String> tokens = new HashMap<>(block(css, ":root"));
        if (theme.equals("dark")) {
            tokens.putAll(block(css, "[data-theme=dark]"));
        }
        if (!palette.equals("standard")) {
            tokens.putAll(
                    block(css, "[data-palette=" + palette + "]" + (theme.equals("dark") ? "[data-theme=dark]" : "")));
        }
        return tokens;
    }

    private static Map<String, String> block(String css, String selector) {
        Matcher block = Pattern.compile("\\n +" + Pattern.quote(selector) + " \\{([^}]*)}")
                .matcher(css);
        assertThat(block.find()).as("block %s", selector).isTrue();
        Map<String, String> found = new HashMap<>();
        Pattern.compile("--([a-z0-9-]+): (#[0-9A-F]{6});")
                .matcher(block.group(1))
                .results()
                .forEach(result -> found.put(result.group(1), result.group(2)));
        return found;
    }

    /** WCAG 2.2, definition of contrast ratio. */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
