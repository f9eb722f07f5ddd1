package io.signalroom.api.site;

import java.util.regex.Pattern;

/**
 * Takes out of our own modules what only their readers need, a fifth of what is sent: doc comments, lines that are a
 * comment, indentation. Not a parser: it relies on {@code /**} standing in no string (a test looks). Line breaks stay,
 * so that line numbers in a browser are those of the source.
 */
final class LeanScript {

    private static final Pattern DOC_COMMENT = Pattern.compile("/\\*\\*.*?\\*/ ?", Pattern.DOTALL);
    private static final Pattern COMMENT_LINE_OR_INDENT = Pattern.compile("(?m)^[ \\t]*(?://.*)?");

    private LeanScript() {}

    /** The same program without comments. */
    static String of(String source) {
        String bare = DOC_COMMENT
                .matcher(source)
                .replaceAll(comment -> "\n".repeat((int)
                        comment.group().chars().filter(c -> c == '\n').count()));
        return COMMENT_LINE_OR_INDENT.matcher(bare).replaceAll("");
    }
}
