package io.signalroom.parse.layout;

import java.util.List;

/** Writes calls from seeds: the same seed gives the same post. */
public final class Generator {
    private final Words words = Words.load();
    private final Planner planner = new Planner(new Coins(words.forms("tickers", "unlisted")));

    /** Codes of the languages posts are written in. */
    public List<String> languages() {
        return words.languages();
    }

    /** The post of {@code seed}. */
    public Post post(long seed) {
        Dice dice = new Dice(seed);
        String language = dice.chance(22) ? "en" : dice.pick(words.languages());
        Plan plan = planner.roll(dice);
        Style style = Style.roll(dice, plan, language);
        Plan fit = fitted(plan, style);
        Pen pen = new Pen(dice, fit, style, words);
        String set = switch (style.shape()) {
            case PROSE -> new Prose(pen).text();
            case JSON -> Json.text(pen);
            default -> new Setter(pen).text(new Composer(pen).groups());
        };
        String text = Decoration.of(pen, set);
        return new Post("gen-" + seed, text, Post.expected(fit), language, pen.features());
    }

    /** Some outlines have no place for all of a plan. */
    private static Plan fitted(Plan plan, Style style) {
        return switch (style.shape()) {
            case JSON, GLUED -> plan.forPrograms();
            case PROSE -> plan.forProse();
            default -> plan;
        };
    }
}
