package io.signalroom.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with places to fill, compiled once. Syntax: {@code {slot|argument}} for values, {@code [[a|b|c]]} for one of
 * several plain wordings, {@code ?40 line} for a line that appears in 40 of 100 texts, {@code \n} for a line break
 * and, inside arguments, {@code \s} for a space and {@code \p} for the bar itself.
 */
final class Template {
    private final List<Slot> slots = new ArrayList<>();
    private final List<String[]> arguments = new ArrayList<>();

    private Template() {}

    static Template of(List<String> lines) {
        Template template = new Template();
        for (int i = 0; i < lines.size(); i++) {
            String end = i + 1 < lines.size() ? "\n" : "";
            String line = lines.get(i);
            if (line.startsWith("?")) {
                int space = line.indexOf(' ');
                Template optional = new Template();
                optional.compile(line.substring(space + 1) + end);
                double share = Integer.parseInt(line.substring(1, space)) / 100.0;
                template.add((s, a, out) -> {
                    if (s.look.chance(share)) {
                        optional.write(s, out);
                    }
                });
            } else {
                template.compile(line + end);
            }
        }
        return template;
    }

    /** Appends the text, every slot filled. */
    void write(Scene scene, StringBuilder out) {
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).write(scene, arguments.get(i), out);
        }
    }

    private void compile(String line) {
        int at = 0;
        while (at < line.length()) {
            int slot = line.indexOf('{', at);
            int choice = line.indexOf("[[", at);
            if (slot < 0 && choice < 0) {
                literal(line.substring(at));
                return;
            }
            boolean isSlot = choice < 0 || (slot >= 0 && slot < choice);
            int start = isSlot ? slot : choice;
            literal(line.substring(at, start));
            int end = line.indexOf(isSlot ? "}" : "]]", start);
            if (end < 0) {
                throw new IllegalArgumentException("unclosed place in: " + line);
            }
            if (isSlot) {
                slot(line.substring(start + 1, end));
            } else {
                choice(line.substring(start + 2, end).split("\\|", -1));
            }
            at = end + (isSlot ? 1 : 2);
        }
    }

    private void literal(String text) {
        if (!text.isEmpty()) {
            String plain = text.replace("\\n", "\n");
            add((s, a, out) -> out.append(plain));
        }
    }

    private void choice(String[] wordings) {
        add((s, a, out) -> out.append(wordings[s.look.below(wordings.length)]));
    }

    private void slot(String inside) {
        String[] part = inside.split("\\|", -1);
        Slot slot = Slot.BY_NAME.get(part[0]);
        if (slot == null) {
            throw new IllegalArgumentException("no slot {" + inside + "}");
        }
        String[] rest = new String[part.length - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = part[i + 1].replace("\\n", "\n").replace("\\s", " ").replace("\\p", "|");
        }
        add(slot, rest);
    }

    private void add(Slot slot, String... rest) {
        slots.add(slot);
        arguments.add(rest);
    }
}
