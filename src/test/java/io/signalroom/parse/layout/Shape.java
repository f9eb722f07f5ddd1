package io.signalroom.parse.layout;

/** The outline of a post. */
enum Shape {
    /** A field a line. */
    BLOCK,
    /** A field a line, blank lines between. */
    AIRY,
    /** Everything in one line. */
    LINE,
    /** Bars around label and value. */
    TABLE,
    /** One row of labels and one of values. */
    COLUMNS,
    /** Branches before the fields. */
    TREE,
    /** A line break lost at every border. */
    GLUED,
    /** One sentence. */
    PROSE,
    /** Keys and values of a program. */
    JSON;

    /** True if a field can have lines of its own below its label. */
    boolean hasRows() {
        return this == BLOCK || this == AIRY || this == TREE;
    }

    /** True if words around the fields have a place. */
    boolean free() {
        return this == BLOCK || this == AIRY || this == LINE;
    }

    /**
     * An outline, the common ones more often.
     *
     * @param programs true if a program may write it
     * @param prices true if targets and stop are prices, as a sentence or a program has them
     */
    static Shape roll(Dice dice, boolean programs, boolean prices) {
        int roll = dice.between(0, 99);
        if (roll < 46) {
            return BLOCK;
        }
        if (roll < 67) {
            return AIRY;
        }
        if (roll < 81) {
            return LINE;
        }
        if (roll < 87) {
            return TABLE;
        }
        if (roll < 92) {
            return TREE;
        }
        if (roll < 94) {
            return COLUMNS;
        }
        if (!prices) {
            return AIRY;
        }
        return roll < 98 ? PROSE : !programs ? BLOCK : dice.chance(50) ? JSON : GLUED;
    }
}
