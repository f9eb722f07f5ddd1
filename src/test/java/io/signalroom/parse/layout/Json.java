package io.signalroom.parse.layout;

import io.signalroom.parse.layout.Plan.EntryKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A post that a program writes for programs. */
final class Json {
    private Json() {}

    /** The plan as one object. */
    static String text(Pen pen) {
        Plan plan = pen.plan;
        Dice dice = pen.dice;
        List<String> members = new ArrayList<>();
        String quote = plan.coin().quote() == null ? "" : plan.coin().quote();
        members.add(
                member(dice.pick("symbol", "pair", "coin"), "\"" + plan.coin().symbol() + quote + "\""));
        if (plan.sideWritten()) {
            members.add(member(dice.pick("side", "direction", "action"), "\"" + plan.side() + "\""));
        }
        boolean market = plan.entryKind() == EntryKind.MARKET;
        members.add(member(dice.pick("entry", "entries"), market ? "\"market\"" : array(plan.entries())));
        members.add(member(dice.pick("targets", "take_profit", "tp"), array(plan.targets())));
        if (plan.stop() != null) {
            members.add(member(
                    dice.pick("stop_loss", "sl", "stopLoss", "stop"),
                    plan.stop().toPlainString()));
        }
        if (plan.leverage() > 0) {
            members.add(member("leverage", plan.leverage() + ""));
        }
        return dice.chance(50)
                ? "{" + String.join(", ", members) + "}"
                : "{\n  " + String.join(",\n  ", members) + "\n}";
    }

    private static String member(String name, String value) {
        return "\"" + name + "\": " + value;
    }

    private static String array(List<BigDecimal> prices) {
        String all = prices.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
        return prices.size() == 1 ? all : "[" + all + "]";
    }
}
