package io.signalroom.parse.layout;

import io.signalroom.parse.layout.Plan.EntryKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands around a call and is no part of it: numbers, dates, risk, links and warnings. */
final class Notes {
    private static final List<String> KINDS =
            List.of("risk", "ratio", "note", "handle", "link", "chart", "tags", "date", "by", "trailing");

    private final Pen pen;
    private final Dice dice;

    Notes(Pen pen) {
        this.pen = pen;
        this.dice = pen.dice;
    }

    /** Lines before the headline. */
    List<Field> before() {
        if (!pen.style.shape().free() || !dice.chance(12)) {
            return List.of();
        }
        return List.of(note(dice.pick("id", "id", "date", "title")));
    }

    /** Lines after the plan. */
    List<Field> after() {
        Shape shape = pen.style.shape();
        if (shape == Shape.JSON || shape == Shape.GLUED || shape == Shape.COLUMNS) {
            return List.of();
        }
        List<Field> notes = new ArrayList<>();
        int most = shape == Shape.LINE ? 1 : 3;
        for (String kind : dice.shuffled(KINDS)) {
            if (notes.size() < most && dice.chance(8)) {
                notes.add(note(kind));
            }
        }
        return notes;
    }

    /** Lines among the fields of the plan: prices that are no entry. */
    List<Field> among() {
        boolean zone = pen.plan.entryKind() == EntryKind.ZONE;
        if (!zone || !pen.style.language().equals("en") || !pen.style.hasRows() || !dice.chance(14)) {
            return List.of();
        }
        BigDecimal low = pen.plan.entries().get(0);
        BigDecimal high = pen.plan.entries().get(1);
        BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2), pen.plan.decimals(), RoundingMode.DOWN);
        String label = dice.pick("OTE", "Average", "Current price", "Average entry");
        pen.note("among", label);
        return List.of(Field.of("among", label, pen.style.numerals().alone(middle)));
    }

    private Field note(String kind) {
        pen.note("note", kind);
        return Field.bare("note", text(kind));
    }

    private String text(String kind) {
        return switch (kind) {
            case "id" -> dice.pick("SIGNAL ID: #", "Signal #", "Trade ID: ", "Signal ID: ") + dice.between(101, 4900);
            case "date" -> date();
            case "risk" -> risk();
            case "ratio" ->
                dice.pick("R:R 1:", "R/R: 1:", "Risk/Reward 1:", "RR = 1:") + dice.pick("2", "3", "2.5", "4");
            case "handle" ->
                dice.pick("👉 @", "Join @", "@", "VIP: @") + dice.pick("north_calls", "alpha_room", "CoinDeck_bot");
            case "link" -> "https://t.me/" + dice.pick("north_calls", "joinchat/AbCdEf12", "alpha_room");
            case "chart" -> "https://www.tradingview.com/x/" + dice.pick("aB3dE9fG", "Qw8zRt1k", "Lm4nXy7p") + "/";
            case "tags" -> dice.pick("#crypto #signals", "#trading #vip", "#signal");
            case "by" -> "Published By: @" + dice.pick("example_algo", "north_bot");
            case "trailing" -> trailing();
            case "title" -> pen.title();
            default -> dice.pick("", "", "⚠️ ", "❗️ ") + pen.word("note");
        };
    }

    private String trailing() {
        return pen.style.hasRows()
                ? "Trailing Configuration:\nStop: Breakeven -\n  Trigger: Target (1)"
                : "Move SL to entry after TP1";
    }

    private String date() {
        int day = dice.between(1, 28);
        int month = dice.between(1, 12);
        String time = String.format(Locale.ROOT, " %02d:%02d", dice.between(0, 23), dice.between(0, 59));
        String date = dice.pick(
                String.format(Locale.ROOT, "%02d/%02d/2025", day, month),
                String.format(Locale.ROOT, "2025-%02d-%02d", month, day),
                String.format(Locale.ROOT, "%02d.%02d.2025", day, month));
        return dice.pick("", "", "🕐 ", "📅 ") + date + dice.pick("", time, time + " UTC");
    }

    private String risk() {
        String part = dice.pick("1%", "2%", "1-2%", "5%", "3-5%", "0.5%");
        return pen.word("risk").replace("{p}", pen.style.numerals().figure(part));
    }
}
