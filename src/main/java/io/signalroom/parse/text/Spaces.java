package io.signalroom.parse.text;

/** Makes one space of several, because how wide a gap is says nothing: {@code 60  500} is {@code 60 500}. */
final class Spaces {
    private Spaces() {}

    /** The text without spaces behind spaces, or the same text if it has none. */
    static NormalText squeeze(NormalText text) {
        for (int i = 1; i < text.length(); i++) {
            if (extra(text, i)) {
                return squeezed(text);
            }
        }
        return text;
    }

    private static boolean extra(NormalText text, int i) {
        return text.at(i) == ' ' && text.at(i - 1) == ' ';
    }

    private static NormalText squeezed(NormalText text) {
        NormalText.Builder out = text.builder();
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            if (extra(text, i)) {
                out.append(from, i);
                from = i + 1;
            }
        }
        out.append(from, text.length());
        return out.build();
    }
}
