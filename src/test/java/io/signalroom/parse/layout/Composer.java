package io.signalroom.parse.layout;

import io.signalroom.parse.layout.HeaderPart.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chooses the parts of a post and their order. */
final class Composer {
    private final Pen pen;
    private final Dice dice;
    private final Plan plan;

    Composer(Pen pen) {
        this.pen = pen;
        this.dice = pen.dice;
        this.plan = pen.plan;
    }

    /** Groups of fields from top to bottom; a group stays together. */
    List<List<Field>> groups() {
        SmallParts small = new SmallParts(pen);
        EntryPart entry = new EntryPart(pen);
        Notes notes = new Notes(pen);
        HeaderPart header = new HeaderPart(pen, small);
        List<Field> head = header.fields(entry);
        Set<Told> told = header.told();
        head = with(head, unlabelled(entry, told));
        List<List<Field>> groups = prices(
                told.contains(Told.ENTRY) ? List.of() : with(entry.fields(), notes.among()),
                new TargetPart(pen).fields(),
                small.stop());
        beside(groups, small, told);
        groups.add(dice.chance(94) || pen.style.shape() == Shape.GLUED ? 0 : 1, head);
        groups.add(0, notes.before());
        groups.add(notes.after());
        groups.removeIf(List::isEmpty);
        return groups;
    }

    /** Leverage, exchange, timeframe and side, where the headline has not told them. */
    private void beside(List<List<Field>> groups, SmallParts small, Set<Told> told) {
        if (plan.leverage() > 0 && !told.contains(Told.LEVERAGE)) {
            groups.add(
                    dice.pick(0, 0, groups.size(), groups.size(), dice.between(0, groups.size())),
                    List.of(small.leverage()));
        }
        List<Field> rest = small.rest(
                plan.exchange() != null && !told.contains(Told.EXCHANGE),
                plan.timeframe() != null && !told.contains(Told.TIMEFRAME));
        if (!rest.isEmpty()) {
            groups.add(dice.chance(75) ? 0 : groups.size(), rest);
        }
        if (plan.sideWritten() && !told.contains(Told.SIDE)) {
            groups.add(0, List.of(small.side()));
        }
    }

    private static List<Field> with(List<Field> fields, List<Field> more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(more);
        return all;
    }

    /** Entry prices right below a headline that tells the side. */
    private List<Field> unlabelled(EntryPart entry, Set<Told> told) {
        boolean fits = told.contains(Told.SIDE) && !told.contains(Told.ENTRY) && entry.fitsHeadline();
        if (pen.style.shape() != Shape.BLOCK || !fits || !dice.chance(7)) {
            return List.of();
        }
        told.add(Told.ENTRY);
        pen.note("entry", "unlabelled");
        return List.of(Field.bare("entry", entry.bare()));
    }

    private List<List<Field>> prices(List<Field> entry, List<Field> targets, List<Field> stop) {
        int roll = pen.style.shape() == Shape.GLUED ? 0 : dice.between(0, 99);
        String order = roll < 64
                ? "ets"
                : roll < 84 ? "est" : roll < 89 ? "set" : roll < 94 ? "tes" : roll < 97 ? "tse" : "ste";
        pen.note("order", order);
        List<List<Field>> groups = new ArrayList<>();
        for (char part : order.toCharArray()) {
            groups.add(part == 'e' ? entry : part == 't' ? targets : stop);
        }
        groups.removeIf(List::isEmpty);
        return groups;
    }
}
