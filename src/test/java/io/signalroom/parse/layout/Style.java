package io.signalroom.parse.layout;

import java.util.List;
import java.util.Locale;

/**
 * The habits of a channel that hold for a whole post.
 *
 * @param language code of its words
 * @param shape outline
 * @param numerals how prices are written
 * @param labelEnd what stands between label and value
 * @param listMark what stands between prices of a list
 * @param index how rows are numbered
 * @param letters case of words
 * @param english of 100 labels, how many are English whatever the language
 * @param valueFirst true if the label follows its value
 */
record Style(
        String language,
        Shape shape,
        Numerals numerals,
        String labelEnd,
        String listMark,
        Index index,
        Letters letters,
        int english,
        boolean valueFirst) {

    /** How rows are numbered. */
    enum Index {
        NONE,
        BRACKET,
        BRACKET_GLUED,
        DOT,
        KEYCAP,
        CIRCLE,
        ROUND,
        DASH,
        BULLET,
        TARGET,
        TICK,
        TP
    }

    /** Case of words. */
    enum Letters {
        NATURAL,
        UPPER,
        LOWER,
        TITLE
    }

    /** Habits that go with the plan. */
    static Style roll(Dice dice, Plan plan, String language) {
        boolean english = language.equals("en");
        Shape shape = Shape.roll(dice, english, !plan.targets().isEmpty() && plan.stop() != null);
        Numerals numerals = shape == Shape.JSON || shape == Shape.GLUED
                ? Numerals.plain()
                : Numerals.roll(dice, plan, language, shape != Shape.COLUMNS);
        int mixed = english ? 0 : dice.pick(0, 0, 0, 30, 60, 100);
        return new Style(
                language,
                shape,
                numerals,
                labelEnd(dice, shape, language),
                listMark(dice, shape, numerals, plan),
                index(dice, plan, numerals),
                shape == Shape.GLUED ? Letters.NATURAL : letters(dice),
                mixed,
                shape.hasRows() && shape != Shape.GLUED && dice.chance(3));
    }

    private static Letters letters(Dice dice) {
        return dice.pick(
                Letters.NATURAL, Letters.NATURAL, Letters.NATURAL, Letters.UPPER, Letters.LOWER, Letters.TITLE);
    }

    private static String labelEnd(Dice dice, Shape shape, String language) {
        if (shape == Shape.GLUED) {
            return ":";
        }
        if (List.of("zh", "ja", "ko").contains(language) && dice.chance(45)) {
            return dice.pick("：", "：", " ");
        }
        return dice.pick(
                ": ", ": ", ": ", ": ", ":", " : ", " - ", " = ", "=", " → ", " ➜ ", " » ", " :- ", " ", " ", " – ",
                " >> ", ":  ", " ➡️ ", " | ");
    }

    /** Blanks between whole numbers would look like groups of thousands, commas between decimal commas like either. */
    private static String listMark(Dice dice, Shape shape, Numerals numerals, Plan plan) {
        List<String> marks = numerals.commas() || numerals.whole(plan)
                ? List.of(" - ", " / ", " | ", " ; ", " – ", " ~ ")
                : List.of(
                        " - ", " - ", "-", ", ", ", ", " / ", "/", " | ", "|", " ; ", " – ", " ~ ", " » ", " ", " , ",
                        " → ", "  ");
        String mark = dice.pick(marks);
        if (shape == Shape.GLUED) {
            return " - ";
        }
        return shape == Shape.TABLE && mark.contains("|") || shape == Shape.COLUMNS && mark.contains("|")
                ? " - "
                : mark;
    }

    private static Index index(Dice dice, Plan plan, Numerals numerals) {
        Index index = dice.pick(Index.values());
        boolean touches = index == Index.DOT || index == Index.DASH;
        return touches && numerals.whole(plan) ? Index.BRACKET : index;
    }

    /** True if a field can have lines of its own below its label. */
    boolean hasRows() {
        return shape.hasRows() && !valueFirst;
    }

    /** What stands before row {@code n}, from 1. */
    String index(int n) {
        return switch (index) {
            case NONE -> "";
            case BRACKET -> numerals.figure(n + "") + ") ";
            case BRACKET_GLUED -> n + ")";
            case DOT -> numerals.figure(n + "") + ". ";
            case KEYCAP -> n + "\uFE0F\u20E3 ";
            case CIRCLE -> Character.toString('①' + n - 1) + " ";
            case ROUND -> "(" + n + ") ";
            case DASH -> "- ";
            case BULLET -> "• ";
            case TARGET -> "🎯 ";
            case TICK -> "✅ ";
            case TP -> "TP" + n + ": ";
        };
    }

    /** {@code words} of a language in the post's case. */
    String cased(String words, String of) {
        Locale locale = of.equals("tr") ? Locale.forLanguageTag("tr") : Locale.ROOT;
        return switch (letters) {
            case NATURAL -> words;
            case UPPER -> upper(words, locale);
            case LOWER -> words.toLowerCase(locale);
            case TITLE -> title(words, locale);
        };
    }

    /** Upper case that leaves placeholders alone. */
    private static String upper(String words, Locale locale) {
        return words.toUpperCase(locale)
                .replace("{A}", "{a}")
                .replace("{B}", "{b}")
                .replace("{N}", "{n}")
                .replace("{P}", "{p}");
    }

    private static String title(String words, Locale locale) {
        StringBuilder out = new StringBuilder();
        for (String word : words.split(" ")) {
            boolean fixed = word.isEmpty() || word.startsWith("{");
            out.append(out.isEmpty() ? "" : " ");
            out.append(fixed ? word : word.substring(0, 1).toUpperCase(locale) + word.substring(1));
        }
        return out.toString();
    }
}
