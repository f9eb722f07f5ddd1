package io.signalroom.parse.layout;

import java.util.List;
import java.util.stream.Collectors;

/** A call in one sentence. */
final class Prose {
    private final Pen pen;

    Prose(Pen pen) {
        this.pen = pen;
    }

    /** The plan's sentence. */
    String text() {
        SmallParts small = new SmallParts(pen);
        Numerals numerals = pen.style.numerals();
        String entry = new EntryPart(pen).fields().stream().map(Field::value).collect(Collectors.joining(", "));
        String sentence = pen.own("prose")
                .replace("{side}", small.sideWord())
                .replace("{coin}", new HeaderPart(pen, small).pair())
                .replace("{entry}", entry)
                .replace("{targets}", joined(numerals.list(pen.plan.targets())))
                .replace("{stop}", numerals.alone(pen.plan.stop()));
        return pen.plan.rising() ? sentence : sentence.replace("stop below", "stop above");
    }

    private String joined(List<String> prices) {
        int last = prices.size() - 1;
        if (last == 0 || pen.dice.chance(40)) {
            return String.join(pen.style.listMark(), prices);
        }
        String mark = pen.style.numerals().commas() ? " / " : ", ";
        return String.join(mark, prices.subList(0, last)) + " " + pen.own("and") + " " + prices.get(last);
    }
}
