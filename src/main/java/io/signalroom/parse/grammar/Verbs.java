package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.vocab.Role;

/** Tells what the verbs of a post speak of: the same "filled" or "hit" is said of entries, targets and stops. */
final class Verbs {
    /** How far around a verb its object may stand, in tokens. */
    private static final int OBJECT = 6;

    private final Page page;

    Verbs(Page page) {
        this.page = page;
    }

    /** The label that the verb at {@code i} speaks of: the last before it in its clause, else the first behind. */
    Role object(int i) {
        Role before = label(i, -1);
        return before == null ? label(i, 1) : before;
    }

    private Role label(int i, int step) {
        for (int k = i + step; k >= 0 && k < page.size() && Math.abs(k - i) <= OBJECT; k += step) {
            Token token = page.get(k);
            if (token.is(Role.TARGET) || token.is(Role.STOP) || token.is(Role.ENTRY)) {
                return token.term().role();
            }
            if (Nearby.ends(token) || token.punct(',')) {
                return null;
            }
        }
        return null;
    }

    /** True if a verb that is said of several things ("filled", "taken out") speaks of the label at {@code i}. */
    boolean executed(int i) {
        Role role = page.get(i).term().role();
        boolean verbs = page.has(Role.FILLED) || page.has(Role.STOPPED) || page.has(Role.HIT);
        for (int k = Math.max(0, i - OBJECT); verbs && k <= i + OBJECT && k < page.size(); k++) {
            Token token = page.get(k);
            boolean verb = token.is(Role.FILLED) || neutral(token) || (role == Role.ENTRY && strikes(token));
            if (verb && object(k) == role && nearest(k, i)) {
                return true;
            }
        }
        return false;
    }

    /** True if the word for all at {@code i} says that everything is reached, not only some stop or entry. */
    boolean complete(int i) {
        for (int k = i + 1; k <= i + OBJECT && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Role.HIT)) {
                return true;
            }
            if (token.is(Role.STOP) || token.is(Role.ENTRY) || Nearby.ends(token) || token.punct(',')) {
                return false;
            }
        }
        return false;
    }

    private boolean nearest(int verb, int label) {
        for (int k = Math.min(verb, label) + 1; k < Math.max(verb, label); k++) {
            if (Nearby.ends(page.get(k))
                    || page.get(k).is(page.get(label).term().role())) {
                return false;
            }
        }
        return true;
    }

    /** "Taken out" is said of stops, targets and positions. */
    static boolean neutral(Token verb) {
        return verb.is(Role.STOPPED) && verb.term().value().equals("MAYBE");
    }

    /** True for a verb of reaching that is also said of stops; "smashed" and "secured" are said of gains alone. */
    static boolean strikes(Token verb) {
        return verb.is(Role.HIT) && verb.term().value().isEmpty();
    }

    /** True if such a verb stands at most {@code reach} tokens before or after, on the line. */
    boolean struck(int i, int reach) {
        return struck(i, -1, reach) || struck(i, 1, reach);
    }

    boolean struck(int i, int step, int reach) {
        for (int k = i + step; k >= 0 && k < page.size() && Math.abs(k - i) <= reach; k += step) {
            if (strikes(page.get(k))) {
                return true;
            }
            if (Nearby.ends(page.get(k)) || page.get(k).punct(',')) {
                return false;
            }
        }
        return false;
    }
}
