package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A line that says what the groups of bare numbers above it are: {@code (from the top: entry / targets / stop)}. It counts
 * if it names as many roles as there are groups, or if the only group begins with the entry and goes on with targets.
 */
final class Legend {
    private Legend() {}

    /** The same numbers, with the labels of the legend where there is one. */
    static List<Mention> apply(Page page, List<Mention> mentions) {
        List<Slot> labels = labels(page);
        List<Integer> groups = labels.size() < 2 ? List.of() : groups(page, mentions);
        boolean split = groups.size() == labels.size();
        boolean single = groups.size() == 1 && labels.equals(List.of(Slot.ENTRY, Slot.TARGET));
        if (!split && !single) {
            return mentions;
        }
        List<Mention> out = new ArrayList<>(mentions);
        for (int g = 0; g < groups.size(); g++) {
            int end = g + 1 < groups.size() ? groups.get(g + 1) : mentions.size();
            for (int i = groups.get(g); i < end && bare(page, mentions.get(i)); i++) {
                Slot label = single && i > groups.get(g) ? Slot.TARGET : labels.get(g);
                out.set(i, mentions.get(i).named(label));
            }
        }
        return out;
    }

    /** The labels of the last line that names several and holds no number. */
    private static List<Slot> labels(Page page) {
        List<Slot> labels = List.of();
        for (int from = 0; from < page.size(); from = page.lineEnd(from) + 1) {
            if (several(page, from)) {
                labels = line(page, from);
            }
        }
        return labels;
    }

    private static boolean several(Page page, int start) {
        Slot first = null;
        boolean several = false;
        for (int i = start; i < page.lineEnd(start); i++) {
            Token token = page.get(i);
            if (token.is(Kind.NUMBER) || token.is(Kind.PERCENT)) {
                return false;
            }
            Slot label = label(token);
            several |= label != null && first != null && label != first;
            first = first == null ? label : first;
        }
        return several;
    }

    private static List<Slot> line(Page page, int start) {
        List<Slot> labels = new ArrayList<>();
        for (int i = start; i < page.lineEnd(start); i++) {
            Slot label = label(page.get(i));
            if (label != null && !labels.contains(label)) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static Slot label(Token token) {
        return token.is(Role.ENTRY)
                ? Slot.ENTRY
                : token.is(Role.TARGET) ? Slot.TARGET : token.is(Role.STOP) ? Slot.STOP : null;
    }

    /** Where the groups of bare numbers begin: each ends at an empty line or a line of signs. */
    private static List<Integer> groups(Page page, List<Mention> mentions) {
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < mentions.size(); i++) {
            boolean first = i == 0 || !bare(page, mentions.get(i - 1));
            boolean apart =
                    first || mentions.get(i).token() - mentions.get(i - 1).token() > 2;
            if (bare(page, mentions.get(i)) && apart) {
                groups.add(i);
            }
        }
        return groups;
    }

    /** True if the number has its line to itself. */
    private static boolean bare(Page page, Mention mention) {
        return page.lineEnd(mention.token()) - page.lineStart(mention.token()) == 1;
    }
}
