package io.signalroom.ledger;

/** Spaces and line ends of a text, of which some forms of it keep less than others. */
final class Spacing {
    private Spacing() {}

    /** The text without them. */
    static String unspaced(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
