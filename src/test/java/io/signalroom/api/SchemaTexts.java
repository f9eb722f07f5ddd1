package io.signalroom.api;

import com.github.curiousoddman.rgxgen.RgxGen;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts that a schema takes: of its pattern and its length, in many scripts, up to the last character it allows. */
final class SchemaTexts {
    private static final int USUAL_LENGTH = 40;
    private static final Pattern LOOKAHEAD = Pattern.compile("\\(\\?=[^)]*\\)");
    private static final String OF_ANOTHER_SCRIPT = "\u72d7";
    private static final String VISIBLE = "!~";

    private SchemaTexts() {}

    static Arbitrary<String> of(JsonObject schema) {
        String pattern = schema.getString("pattern");
        if (pattern == null) {
            return sized(schema, anyCharacter());
        }
        Pattern compiled = Pattern.compile(whole(pattern));
        if (compiled.matcher(OF_ANOTHER_SCRIPT).find()) {
            return sized(schema, anyCharacter())
                    .filter(text -> compiled.matcher(text).find());
        }
        return within(schema, ofPattern(pattern, compiled));
    }

    private static Arbitrary<String> within(JsonObject schema, Arbitrary<String> texts) {
        int least = schema.getInteger("minLength", 0);
        int most = schema.getInteger("maxLength", Integer.MAX_VALUE);
        return texts.filter(text -> text.length() >= least && text.length() <= most);
    }

    /** In the contract's language {@code $} is the end, in Java's a line may end there and go on. */
    private static String whole(String pattern) {
        return pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern;
    }

    /** What a header can carry. */
    static Arbitrary<String> visible(JsonObject schema) {
        String given = schema.getString("pattern", "");
        Pattern pattern = Pattern.compile(whole(given));
        if (!pattern.matcher(VISIBLE).find()) {
            return within(schema, ofPattern(given, pattern));
        }
        return sized(schema, Arbitraries.chars().range('!', '~').map(String::valueOf))
                .filter(text -> text.chars().allMatch(c -> c >= '!' && c <= '~'))
                .filter(text -> pattern.matcher(text).find());
    }

    /** A look ahead cannot be followed while writing, so what it forbids is thrown away afterwards. */
    private static Arbitrary<String> ofPattern(String pattern, Pattern compiled) {
        RgxGen writer = RgxGen.parse(LOOKAHEAD.matcher(pattern).replaceAll(""));
        return Arbitraries.randomValue(writer::generate)
                .filter(text -> compiled.matcher(text).find());
    }

    private static Arbitrary<String> sized(JsonObject schema, Arbitrary<String> characters) {
        int least = schema.getInteger("minLength", 0);
        int most = schema.getInteger("maxLength", USUAL_LENGTH);
        Arbitrary<String> usual = characters
                .list()
                .ofMinSize(least)
                .ofMaxSize(Math.min(most, USUAL_LENGTH))
                .map(all -> String.join("", all));
        Arbitrary<String> longest =
                Arbitraries.of("x", "\u00e9", "\u72d7", "\ud83d\ude80").map(c -> c.repeat(most));
        return Arbitraries.frequencyOf(Tuple.of(12, usual), Tuple.of(1, longest));
    }

    /** Letters of several scripts, signs that mean something to somebody, and what nobody sees. */
    private static Arbitrary<String> anyCharacter() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.chars().range(' ', '~').map(String::valueOf)),
                Tuple.of(2, codePoints(0xa1, 0x52f)),
                Tuple.of(1, codePoints(0x4e00, 0x9fff)),
                Tuple.of(1, codePoints(0x1f300, 0x1faff)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                List.of("\n", "\t", "\u0001", "\u200b", "\u202e", "\ufeff", "\uffff", "\u2003"))));
    }

    private static Arbitrary<String> codePoints(int first, int last) {
        return Arbitraries.integers().between(first, last).map(Character::toString);
    }
}
