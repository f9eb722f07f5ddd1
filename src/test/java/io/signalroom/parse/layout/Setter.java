package io.signalroom.parse.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sets the fields of a post as text, in its outline. */
final class Setter {
    private final Pen pen;
    private final Style style;
    private final Bullets bullets;
    private final boolean ownLine;
    private final String rule;

    Setter(Pen pen) {
        this.pen = pen;
        this.style = pen.style;
        this.bullets = new Bullets(pen);
        this.ownLine = (style.shape() == Shape.BLOCK || style.shape() == Shape.AIRY)
                && !style.valueFirst()
                && pen.dice.chance(7);
        boolean ruled = style.shape() == Shape.BLOCK && pen.dice.chance(12);
        this.rule = ruled
                ? pen.dice.pick("➖➖➖➖➖➖", "━━━━━━━━━━", "--------------------", "==========", "︗︗︗︗︗︗︗", "_____")
                : "";
        pen.note("own-line", ownLine + "");
        pen.note("value-first", style.valueFirst() + "");
        pen.note("rule", rule);
    }

    /** The text of all groups. */
    String text(List<List<Field>> groups) {
        List<Field> all = groups.stream().flatMap(List::stream).toList();
        return switch (style.shape()) {
            case LINE -> line(all);
            case TABLE -> table(all);
            case COLUMNS -> columns(all);
            case TREE -> tree(all);
            case GLUED -> all.stream().map(this::glued).collect(Collectors.joining());
            case BLOCK, AIRY, PROSE, JSON -> block(groups);
        };
    }

    private String block(List<List<Field>> groups) {
        String between = style.shape() == Shape.AIRY ? "\n\n" : rule.isEmpty() ? "\n" : "\n" + rule + "\n";
        return groups.stream()
                .map(group -> group.stream().map(this::lines).collect(Collectors.joining("\n")))
                .collect(Collectors.joining(between));
    }

    private String lines(Field field) {
        StringBuilder out = new StringBuilder(bullets.before(field));
        if (field.rows().isEmpty()) {
            out.append(ownLine && !field.label().isEmpty() ? above(field) : inline(field));
        } else {
            boolean begun = !field.value().isEmpty();
            out.append(begun ? inline(field) : field.label() + (pen.dice.chance(70) ? ":" : ""));
            field.rows().forEach(row -> out.append('\n').append(row));
        }
        return out.toString();
    }

    private static String above(Field field) {
        return field.label() + (field.label().endsWith(":") ? "\n" : ":\n") + field.value();
    }

    private String inline(Field field) {
        if (field.label().isEmpty()) {
            return field.value();
        }
        if (field.label().equals("🎯")) {
            return "🎯 " + field.value();
        }
        boolean price = field.role().equals("entry")
                || field.role().equals("target")
                || field.role().equals("stop");
        return style.valueFirst() && price
                ? field.value() + " " + field.label()
                : field.label() + style.labelEnd() + field.value();
    }

    private String line(List<Field> fields) {
        boolean bars = style.labelEnd().contains("|");
        String mark = pen.dice.pick(" ", " ", ", ", bars ? " " : " | ", "; ", " • ", " / ");
        boolean slashed = mark.equals(" / ") && style.listMark().contains("/");
        pen.note("line", slashed ? " " : mark);
        return fields.stream()
                .map(field -> bullets.before(field) + inline(field))
                .collect(Collectors.joining(slashed ? " " : mark));
    }

    private String table(List<Field> fields) {
        String bar = pen.dice.pick("|", "|", "│");
        boolean closed = pen.dice.chance(50);
        List<String> rows = new ArrayList<>();
        for (Field field : fields) {
            String row = field.label().isEmpty() ? field.value() : field.label() + " " + bar + " " + field.value();
            rows.add(closed && !field.label().isEmpty() ? bar + " " + row + " " + bar : row);
        }
        return String.join("\n", rows);
    }

    private String columns(List<Field> fields) {
        List<String> labels = fields.stream().map(Field::label).toList();
        List<String> values = fields.stream().map(Field::value).toList();
        return String.join(" | ", labels) + "\n" + String.join(" | ", values);
    }

    private String tree(List<Field> fields) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            boolean bare = field.label().isEmpty();
            boolean last = i == fields.size() - 1;
            String branch = bare ? "" : last ? "└ " : "├ ";
            rows.add(branch
                    + (field.rows().isEmpty() || !field.value().isEmpty() ? inline(field) : field.label() + ":"));
            field.rows().forEach(row -> rows.add("│  ├ " + row));
        }
        return String.join("\n", rows);
    }

    private String glued(Field field) {
        String rows = String.join("", field.rows());
        return field.label().isEmpty() ? field.value() : field.label() + ":" + field.value() + rows;
    }
}
