package io.signalroom.parse.layout;

import io.signalroom.signal.Side;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One post at work: plan, habits, words, and the pieces of layout used so far. */
final class Pen {
    /** What titles call futures. */
    private static final List<String> FUTURES = List.of("futures", "فیوچرز", "合约");

    final Dice dice;
    final Plan plan;
    final Style style;
    private final Words words;
    private final Set<String> features = new TreeSet<>();

    Pen(Dice dice, Plan plan, Style style, Words words) {
        this.dice = dice;
        this.plan = plan;
        this.style = style;
        this.words = words;
        note("shape", style.shape().name());
        note("letters", style.letters().name());
        note("end", style.labelEnd());
        note("lang", style.language());
        features.addAll(style.numerals().features());
    }

    /** Notes that a piece of layout is used. */
    void note(String kind, String which) {
        features.add(kind + ":" + which.toLowerCase(Locale.ROOT));
    }

    /** Pieces of layout used so far, sorted. */
    List<String> features() {
        return List.copyOf(features);
    }

    /** The post's own language, or English where the channel mixes. */
    String tongue() {
        boolean english = dice.chance(style.english());
        if (english) {
            note("mixed", "english");
        }
        return english ? "en" : style.language();
    }

    /** A form of {@code role} in the post's case. */
    String word(String role) {
        String tongue = tongue();
        List<String> forms = words.forms(tongue, role);
        String form = dice.pick(
                style.shape() == Shape.GLUED
                        ? forms.stream().filter(Pen::startsCapital).toList()
                        : forms);
        if (!role.equals("note") && !role.equals("header")) {
            note(role, tongue + "/" + form);
        }
        return style.cased(form, tongue);
    }

    /** A title; one that speaks of futures would make any rising call LONG, so calls of spot coins have another. */
    String title() {
        boolean spot = plan.side() == Side.BUY || plan.side() == Side.SELL;
        String title = word("header");
        while (spot && FUTURES.stream().anyMatch(title.toLowerCase(Locale.ROOT)::contains)) {
            title = word("header");
        }
        return title;
    }

    /** A form of {@code role} in the post's own language, as the file has it. */
    String own(String role) {
        return dice.pick(words.forms(style.language(), role));
    }

    /** True if the start of a word shows even where the blank before it was lost. */
    private static boolean startsCapital(String form) {
        return form.length() > 1 && Character.isLowerCase(form.charAt(1));
    }

    /** Labels of {@code count} targets in words, or null if the language lacks so many. */
    List<String> ordinals(int count) {
        String tongue = tongue();
        List<List<String>> rows = words.ordinals(tongue);
        List<String> row = dice.pick(rows);
        return row.size() < count
                ? null
                : row.stream()
                        .limit(count)
                        .map(label -> style.cased(label, tongue))
                        .toList();
    }

    /** A label that may end in a number, so marked that a price behind it stays apart. */
    String numbered(String label) {
        boolean touches = Character.isDigit(label.codePointBefore(label.length()))
                && style.labelEnd().isBlank();
        return touches && !style.valueFirst() && style.shape() != Shape.COLUMNS ? label + ":" : label;
    }
}
