package io.signalroom.parse.decide;

import io.signalroom.parse.vocab.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A yes-or-no observation about a post that speaks for or against some kind of post. Those that need more than "a word of
 * this role is there" are named in {@link Shape}; the others follow from the roles of the vocabulary.
 *
 * @param index place in {@link #ALL} and in a {@link ClueSet}
 * @param name as in the table of weights, for example {@code PLAN_3_PARTS} or {@code word.HIT}
 * @param text what it says, for people
 */
public record Clue(int index, String name, String text) {
    /** Values of {@link Role#BAIT} that are clues of their own. */
    private static final List<String> BAITS =
            List.of("PROMO", "RAFFLE", "NEWS", "STATS", "TALK", "ASK", "TEASE", "EDU", "SCAM", "OTHERS", "NOTICE", "");

    /** Every clue: shapes first, then the roles, then the baits. */
    public static final List<Clue> ALL = all();

    private static final int FIRST_ROLE = Shape.values().length;
    private static final int FIRST_BAIT = FIRST_ROLE + Role.COUNT;

    private static List<Clue> all() {
        List<Clue> clues = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            clues.add(new Clue(clues.size(), shape.name(), shape.text()));
        }
        for (Role role : Role.values()) {
            clues.add(new Clue(clues.size(), "word." + role, words(role)));
        }
        for (String bait : BAITS) {
            clues.add(new Clue(clues.size(), "bait." + bait, bait(bait)));
        }
        return List.copyOf(clues);
    }

    private static String words(Role role) {
        return "a word for \"" + role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + '"';
    }

    private static String bait(String value) {
        return switch (value) {
            case "PROMO" -> "advertises";
            case "RAFFLE" -> "a giveaway or airdrop";
            case "NEWS" -> "reports news";
            case "STATS" -> "sums up results";
            case "TALK" -> "talks about the market";
            case "ASK" -> "asks for an opinion";
            case "TEASE" -> "hides the coin";
            case "EDU" -> "teaches";
            case "SCAM" -> "warns of fraud";
            case "OTHERS" -> "tells what others trade";
            case "NOTICE" -> "an exchange's notice of its service";
            default -> "words of posts that call for nothing";
        };
    }

    static int of(Role role) {
        return FIRST_ROLE + role.ordinal();
    }

    static int ofBait(String value) {
        return FIRST_BAIT + BAITS.indexOf(value);
    }
}
