package io.signalroom.parse.layout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Where to take profit. */
final class TargetPart {
    private final Pen pen;
    private final Plan plan;
    private final Style style;
    private final Numerals numerals;

    TargetPart(Pen pen) {
        this.pen = pen;
        this.plan = pen.plan;
        this.style = pen.style;
        this.numerals = style.numerals();
    }

    /** All targets in one of many forms. */
    List<Field> fields() {
        if (!plan.targetPercents().isEmpty()) {
            return List.of(percents());
        }
        int roll = pen.dice.between(0, 99);
        if (style.shape() == Shape.GLUED) {
            return List.of(inOne(99));
        }
        if (roll < 32 && style.hasRows()) {
            return List.of(rows());
        }
        if (roll < 62) {
            return each();
        }
        if (roll < 68 && plan.targets().size() > 2 && style.language().equals("en") && style.hasRows()) {
            return terms();
        }
        return List.of(inOne(style.valueFirst() ? 99 : roll));
    }

    private String label() {
        boolean sell = plan.rising() && plan.sideWritten() && pen.dice.chance(12);
        return pen.word(sell ? "targetSell" : "target");
    }

    private Field percents() {
        pen.note("targets", "percent");
        List<String> gains = plan.targetPercents().stream()
                .map(gain -> numerals.figure(gain + "") + "%")
                .toList();
        return Field.of("target", pen.word("target"), String.join(pen.dice.pick(" - ", ", ", " / "), gains));
    }

    private Field inOne(int roll) {
        List<String> prices = numerals.list(plan.targets());
        if (roll < 78 && prices.size() > 1) {
            pen.note("targets", "inline-index");
            List<String> marked = new ArrayList<>();
            for (int i = 0; i < prices.size(); i++) {
                marked.add(inlineIndex(i + 1, prices.get(i)));
            }
            return Field.of("target", label(), String.join(" ", marked));
        }
        pen.note("targets", "list");
        pen.note("list", style.listMark());
        int last = prices.size() - 1;
        if (last > 0 && !numerals.commas() && pen.dice.chance(10)) {
            pen.note("list", "and");
            String and = " " + pen.own("and") + " ";
            return Field.of("target", label(), String.join(", ", prices.subList(0, last)) + and + prices.get(last));
        }
        return Field.of("target", label(), String.join(style.listMark(), prices) + open());
    }

    private String inlineIndex(int n, String price) {
        return switch (style.index()) {
            case KEYCAP, CIRCLE, ROUND, TARGET, BRACKET_GLUED -> style.index(n) + price;
            default -> n + ") " + price;
        };
    }

    private String open() {
        String mark = style.valueFirst() || style.shape() == Shape.GLUED || pen.dice.chance(82)
                ? ""
                : pen.dice.pick("+", "++", " +", " ++", " 🚀", "🚀🚀", "+++", " ➕");
        if (!mark.isEmpty()) {
            pen.note("open", mark.trim());
        }
        return mark;
    }

    private Field rows() {
        pen.note("targets", "rows");
        pen.note("index", style.index().name());
        String tail = behind();
        List<String> rows = new ArrayList<>();
        int count = plan.targets().size();
        for (int i = 0; i < count; i++) {

            String end = i == count - 1 && tail.isEmpty() ? open() : suffix(tail, i);
            rows.add(style.index(i + 1) + numerals.alone(plan.targets().get(i)) + end);
        }
        if (tail.isEmpty() && style.index() == Style.Index.BRACKET && pen.dice.chance(8) && count < 8) {
            pen.note("open", "row");
            rows.add(style.index(count + 1) + pen.dice.pick("🚀🚀🚀", "Open", "🚀"));
        }
        boolean begun = count > 1 && style.index() == Style.Index.NONE && pen.dice.chance(35);
        return begun
                ? new Field("target", label(), rows.get(0), rows.subList(1, rows.size()), true)
                : Field.rows("target", label(), rows);
    }

    private String behind() {
        String tail = pen.dice.chance(82) ? "" : pen.dice.pick("share", "share", "gain", "gain", "roi", "bar");
        if (!tail.isEmpty()) {
            pen.note("behind", tail);
        }
        return tail;
    }

    /** What stands behind target {@code i}, from 0: a share of the position, or the gain reached there. */
    private String suffix(String tail, int i) {
        int count = plan.targets().size();
        return switch (tail) {
            case "share" -> " - " + 100 / count + (pen.dice.chance(50) ? ".0%" : "%");
            case "gain" -> " (" + gain(i) + "%)";
            case "roi" -> " (" + gain(i) + "% profit)";
            case "bar" -> " | " + 100 / count + "%";
            default -> "";
        };
    }

    private String gain(int i) {
        double way = plan.targets().get(i).doubleValue() / plan.anchor().doubleValue() - 1;
        return String.format(Locale.ROOT, "%.2f", Math.abs(way) * 100 * Math.max(1, plan.leverage()));
    }

    private List<Field> each() {
        int count = plan.targets().size();
        List<String> labels = eachLabels(count);
        String tail = style.hasRows() ? behind() : "";
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigDecimal price = plan.targets().get(i);
            String label = pen.numbered(labels.get(i));
            String end = i == count - 1 && tail.isEmpty() ? open() : suffix(tail, i);
            fields.add(Field.of("target", label, numerals.alone(price) + end));
        }
        return fields;
    }

    private List<String> eachLabels(int count) {
        int roll = pen.dice.between(0, 99);
        List<String> ordinals = roll < 18 && count > 1 ? pen.ordinals(count) : null;
        if (ordinals != null) {
            pen.note("targets", "ordinals");
            return ordinals;
        }
        if (roll < 30 && style.hasRows()) {
            pen.note("targets", "same-label");
            String same = pen.dice.chance(30) ? "🎯" : pen.word("target");
            return Collections.nCopies(count, same);
        }
        pen.note("targets", "numbered");
        String form = pen.word("each");
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            labels.add(form.replace("{n}", numerals.figure(i + "")));
        }
        return labels;
    }

    /** Targets in the short and in the long run. */
    private List<Field> terms() {
        pen.note("targets", "terms");
        int half = plan.targets().size() / 2;
        List<String> prices = numerals.list(plan.targets());
        String mark = numerals.commas() ? " - " : style.listMark();
        String soon = "Short Term: " + String.join(mark, prices.subList(0, half));
        String late =
                pen.dice.pick("Mid Term: ", "Long Term: ") + String.join(mark, prices.subList(half, prices.size()));
        return List.of(Field.rows("target", label(), List.of(soon, late)));
    }
}
