package io.signalroom.parse;

import java.util.Random;

/** Changes to a text that a reader does not see, or does not mind. */
enum Disguise {
    /** Zero-width characters and marks of direction, also inside words and numbers. */
    INVISIBLE {
        @Override
        String change(int c, Random chance) {
            return chance.nextInt(4) == 0 ? mark(chance) + Character.toString(c) : null;
        }
    },
    /** The same, but at the edges of words only. */
    INVISIBLE_BETWEEN_WORDS {
        @Override
        String change(int c, Random chance) {
            return Character.isWhitespace(c) && chance.nextBoolean() ? mark(chance) + Character.toString(c) : null;
        }
    },
    DOUBLE_SPACES {
        @Override
        String change(int c, Random chance) {
            return c == ' ' && chance.nextBoolean() ? "  " : null;
        }
    },
    NO_BREAK_SPACES {
        @Override
        String change(int c, Random chance) {
            return c == ' ' && chance.nextBoolean() ? "\u00A0" : null;
        }
    },
    TRAILING_SPACES {
        @Override
        String change(int c, Random chance) {
            return c == '\n' && chance.nextBoolean() ? " ".repeat(1 + chance.nextInt(3)) + "\n" : null;
        }
    },
    CARRIAGE_RETURNS {
        @Override
        String change(int c, Random chance) {
            return c == '\n' ? "\r\n" : null;
        }
    },
    BLANK_LINES {
        @Override
        String change(int c, Random chance) {
            return c == '\n' && chance.nextBoolean() ? "\n\n" : null;
        }
    };

    private static final String MARKS = "\u200B\u200C\u200D\uFEFF\u2060\u200E\u200F\u202A\u202B\u202C\u202D\u202E"
            + "\u2066\u2067\u2068\u2069\u061C\u00AD";

    /** What to write for a code point, or null to leave it. */
    abstract String change(int c, Random chance);

    /** The text in disguise; the same seed gives the same. */
    String of(String text, long seed) {
        Random chance = new Random(seed);
        StringBuilder out = new StringBuilder(text.length() * 2);
        text.codePoints().forEach(c -> {
            String change = change(c, chance);
            if (change == null) {
                out.appendCodePoint(c);
            } else {
                out.append(change);
            }
        });
        return out.toString();
    }

    private static char mark(Random chance) {
        return MARKS.charAt(chance.nextInt(MARKS.length()));
    }
}
