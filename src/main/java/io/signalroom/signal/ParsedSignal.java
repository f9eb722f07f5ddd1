package io.signalroom.signal;

import java.util.List;

/**
 * One signal read out of a post.
 *
 * @param kind never {@link PostKind#NOISE}
 * @param fields the values
 * @param spans where each value stands in the original text; may lack values that were inferred
 * @param confidence 0 to 1
 */
public record ParsedSignal(PostKind kind, SignalFields fields, List<FieldSpan> spans, double confidence) {
    public ParsedSignal {
        if (kind == PostKind.NOISE) {
            throw new IllegalArgumentException("noise is not a signal");
        }
        spans = List.copyOf(spans);
    }

    /** The same reading, as sure as said. */
    public ParsedSignal with(double newConfidence) {
        return new ParsedSignal(kind, fields, spans, newConfidence);
    }
}
