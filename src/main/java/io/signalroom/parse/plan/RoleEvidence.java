package io.signalroom.parse.plan;

import java.util.List;

/**
 * How strongly the words around a number speak for a role, as a score that adds up with those of other numbers. Positive
 * speaks for it; a direct label outweighs any geometry, an interrupted one does not.
 */
final class RoleEvidence {
    /** A label with nothing between it and the number. */
    static final double LABEL = 6;

    private static final double AGAINST_LABEL = -3;
    /** A further entry, which alone doesn't tell where the plan begins. */
    private static final double ADDED = 4;
    /** "Exit" before the number. */
    private static final double EXIT = 3;
    /** Part of a label's weight if it may belong to the number before it. */
    private static final double CONTESTED = 0.6;
    /** "Buy" or "sell" right before the number. */
    private static final double TRADE = 4.5;
    /** A label that something else came between. */
    private static final double INTERRUPTED = 1.2;
    /** A label behind the number. */
    private static final double BEHIND = 3;

    /** "Support", "resistance" right behind the number: it is rather the story of the coin. */
    private static final double TALKED = -2.5;

    private static final double UNLABELLED_TARGET = -0.5;
    private static final double UNLABELLED_STOP = -0.8;

    /** The trade that opens the plan: {@link Slot#BUY} or {@link Slot#SELL}. */
    private final Slot opening;

    /** True if the post labels prices with both trades, so that the first opens whatever the trend. */
    private final boolean both;

    /**
     * Evidence under one hypothesis.
     *
     * @param trend +1 for a bullish plan, -1 for a bearish one
     * @param first the trade that labels prices first if both do, else {@link Slot#NONE}
     */
    RoleEvidence(int trend, Slot first) {
        this.both = first != Slot.NONE;
        this.opening = both ? first : trend > 0 ? Slot.BUY : Slot.SELL;
    }

    /**
     * The trade that opens the plan whatever its trend: the first where both label prices, or the only one where targets
     * are labelled otherwise; {@link Slot#NONE} if the trend decides.
     */
    static Slot firstTrade(List<Mention> mentions) {
        Slot first = Slot.NONE;
        boolean both = false;
        boolean entry = false;
        boolean target = false;
        for (Mention mention : mentions) {
            boolean trade = mention.labelled(Slot.BUY) || mention.labelled(Slot.SELL);
            both |= trade && first != Slot.NONE && first != mention.before();
            first = trade && first == Slot.NONE ? mention.before() : first;
            entry |= mention.labelled(Slot.ENTRY);
            target |= mention.labelled(Slot.TARGET) || mention.labelled(Slot.EXIT);
        }
        return both || (target && !entry) ? first : Slot.NONE;
    }

    /** The score of {@code mention} in this role. */
    double of(Mention mention, PriceRole role) {
        boolean headless = mention.before() == Slot.NONE || mention.before() == Slot.HEAD;
        double score = !mention.direct()
                ? interrupted(mention, role)
                : slot(mention.before(), mention, role) * (mention.contested() ? CONTESTED : 1);
        if (mention.after() != Slot.NONE && (headless || !mention.direct() || mention.contested())) {
            score += behind(mention, role);
        }
        return score;
    }

    /** A label behind the number; a bullish "sell" there is an exit, be it at a target or at the stop. */
    private double behind(Mention mention, PriceRole role) {
        if (mention.after() == Slot.ASIDE) {
            return role == PriceRole.ENTRY ? TALKED : 0;
        }
        if (mention.after() == Slot.HEAD) {
            return role == PriceRole.ENTRY ? 1.5 : 0;
        }
        boolean exit = (mention.after() == Slot.BUY || mention.after() == Slot.SELL) && mention.after() != opening;
        return exit && role == PriceRole.ENTRY ? -1 : slot(mention.after(), mention, role) * BEHIND / LABEL;
    }

    /** A label with something in between says little more than none. */
    private double interrupted(Mention mention, PriceRole role) {
        boolean said = role != PriceRole.NONE && slot(mention.before(), mention, role) >= 2;
        return none(role) + (said ? INTERRUPTED : 0);
    }

    private double slot(Slot slot, Mention mention, PriceRole role) {
        return switch (slot) {
            case ENTRY -> role == PriceRole.ENTRY ? LABEL : AGAINST_LABEL;
            case ADD -> role == PriceRole.ENTRY ? ADDED : AGAINST_LABEL;
            case FIELD -> role == PriceRole.ENTRY ? 1.2 : none(role) + (mention.ends() ? -0.9 : 0.1);
            case TARGET -> role == PriceRole.TARGET ? LABEL : AGAINST_LABEL;
            case STOP -> role == PriceRole.STOP ? LABEL : AGAINST_LABEL;
            case EXIT -> role == PriceRole.TARGET || role == PriceRole.STOP ? EXIT : role == PriceRole.ENTRY ? -3 : -1;
            case BREAK ->
                role == PriceRole.STOP ? 2 : role == PriceRole.ENTRY ? 0.5 : role == PriceRole.TARGET ? -2.5 : 0;
            case BUY, SELL -> trade(role, slot == opening);
            case HEAD -> head(role, mention);
            case LOOSE -> role == PriceRole.ENTRY ? 2 : role == PriceRole.NONE ? 0 : -4;
            case AVERAGE -> role == PriceRole.ENTRY ? 1.1 : role == PriceRole.NONE ? 0 : -4;
            default -> none(role);
        };
    }

    /** "Buy" and "sell" name the entry of the plan that opens with them and the exit of the other. */
    private double trade(PriceRole role, boolean opens) {
        return switch (role) {
            case ENTRY -> opens ? TRADE : both ? -2 : 2;
            case TARGET -> opens ? -2 : TRADE;
            case STOP -> opens ? AGAINST_LABEL : 0;
            case NONE -> AGAINST_LABEL;
        };
    }

    /** The first number behind coin or direction is likely the entry, the second may be its other end. */
    private static double head(PriceRole role, Mention mention) {
        return switch (role) {
            case ENTRY ->
                mention.place() == 0 ? mention.called() ? 3 : 2 : mention.ends() ? 2 : mention.place() == 1 ? 1 : 0;
            case TARGET -> UNLABELLED_TARGET;
            case STOP -> UNLABELLED_STOP;
            case NONE -> mention.called() && mention.place() == 0 ? -1 : 0;
        };
    }

    private static double none(PriceRole role) {
        return switch (role) {
            case ENTRY, NONE -> 0;
            case TARGET -> UNLABELLED_TARGET;
            case STOP -> UNLABELLED_STOP;
        };
    }
}
