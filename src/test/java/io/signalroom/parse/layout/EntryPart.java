package io.signalroom.parse.layout;

import io.signalroom.parse.layout.Plan.EntryKind;
import io.signalroom.signal.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where to enter. */
final class EntryPart {
    private final Pen pen;
    private final Plan plan;
    private final Numerals numerals;

    EntryPart(Pen pen) {
        this.pen = pen;
        this.plan = pen.plan;
        this.numerals = pen.style.numerals();
    }

    /** The entry in one of the plan's forms. */
    List<Field> fields() {
        return switch (plan.entryKind()) {
            case MARKET -> List.of(one(pen.word("market"), "market"));
            case NEAR -> List.of(one(near(), "near"));
            case ZONE -> List.of(one(zone(), "zone"));
            case LADDER -> ladder();
        };
    }

    private Field one(String value, String form) {
        pen.note("entry", form);
        return Field.of("entry", label(), value);
    }

    /** A rising call may speak of buying; where nothing else tells the side, it does not. */
    private String label() {
        boolean buy = plan.rising() && plan.sideWritten() && pen.dice.chance(plan.side() == Side.BUY ? 55 : 20);
        return pen.word(buy ? "entryBuy" : "entry");
    }

    private String near() {
        return pen.style.valueFirst()
                ? numerals.alone(plan.entries().get(0))
                : pen.word("near").replace("{a}", numerals.alone(plan.entries().get(0)));
    }

    private String zone() {
        List<String> ends = numerals.list(order());
        int roll = pen.dice.between(0, 99);
        if (roll < 12 && tail() != null) {
            pen.note("zone", "tail");
            return tail();
        }
        if (roll < 30 && pen.style.shape() != Shape.COLUMNS && !pen.style.valueFirst()) {
            return spoken(ends);
        }
        boolean slash = !numerals.commas();
        String mark = pen.dice.pick(
                " - ", "-", " – ", "–", " ~ ", "~", "_", slash ? "/" : " - ", slash ? " / " : "-", " — ", " -- ");
        pen.note("zone", mark);
        return ends.get(0) + mark + ends.get(1);
    }

    private String spoken(List<String> ends) {
        String words = pen.word("range");
        pen.note("zone", "words");
        return words.replace("{a}", ends.get(0)).replace("{b}", ends.get(1));
    }

    /** The second end cut down to the digits that differ, or null if that is not possible. */
    private String tail() {
        String low = plan.entries().get(0).toPlainString();
        String high = plan.entries().get(1).toPlainString();
        int same = 0;
        while (same < low.length() && low.length() == high.length() && low.charAt(same) == high.charAt(same)) {
            same++;
        }
        int from = Math.min(same, low.length() - 2);
        boolean small = plan.decimals() >= 5 && low.startsWith("0.0") && same > 3;
        return small && numerals.canShorten() ? low + pen.dice.pick("-", " - ", " / ") + high.substring(from) : null;
    }

    /** Highest first or lowest first. */
    private List<BigDecimal> order() {
        List<BigDecimal> order = new ArrayList<>(plan.entries());
        if (pen.dice.chance(50)) {
            Collections.reverse(order);
        }
        return order;
    }

    private List<Field> ladder() {
        List<BigDecimal> rungs = order();
        if (rungs.size() == 1) {
            return List.of(one(numerals.alone(rungs.get(0)), "single"));
        }
        int roll = pen.dice.between(0, 99);
        if (roll < 40 && pen.style.hasRows()) {
            return List.of(rows(rungs));
        }
        if (roll < 60 && pen.style.shape() != Shape.GLUED) {
            return numbered(rungs);
        }
        return List.of(one(String.join(pen.style.listMark(), numerals.list(rungs)), "list"));
    }

    private Field rows(List<BigDecimal> rungs) {
        pen.note("entry", "rows");
        pen.note("index", pen.style.index().name());
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            rows.add(mark(i + 1) + numerals.alone(rungs.get(i)));
        }
        return Field.rows("entry", label(), rows);
    }

    /** Marks of targets are no marks of entries. */
    private String mark(int n) {
        return switch (pen.style.index()) {
            case TARGET, TP, TICK -> "";
            default -> pen.style.index(n);
        };
    }

    private List<Field> numbered(List<BigDecimal> rungs) {
        pen.note("entry", "numbered");
        String label = label();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            fields.add(Field.of("entry", pen.numbered(label + " " + (i + 1)), numerals.alone(rungs.get(i))));
        }
        return fields;
    }

    /** True if the entry is a price or two that a headline can carry without a label. */
    boolean fitsHeadline() {
        return plan.entryKind() == EntryKind.ZONE || plan.entries().size() == 1 && plan.entryKind() == EntryKind.LADDER;
    }

    /** The entry without a label. */
    String bare() {
        pen.note("entry", "bare");
        return plan.entries().size() == 2
                ? String.join(pen.dice.pick(" - ", "-"), numerals.list(order()))
                : numerals.alone(plan.entries().get(0));
    }
}
