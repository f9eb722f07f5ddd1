package io.signalroom.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * What the parser says about one post.
 *
 * @param kind of the post; {@link PostKind#NOISE} exactly when {@code signals} is empty
 * @param confidence in the kind, 0 to 1
 * @param reasons short phrases that led to the decision, most important first
 * @param signals what was read, in the order of the text
 */
public record Judgement(PostKind kind, double confidence, List<String> reasons, List<ParsedSignal> signals) {
    public Judgement {
        reasons = List.copyOf(reasons);
        signals = List.copyOf(signals);
        if ((kind == PostKind.NOISE) != signals.isEmpty()) {
            throw new IllegalArgumentException(kind + " with " + signals.size() + " signals");
        }
    }

    /** A post that calls for nothing. */
    public static Judgement noise(double confidence, List<String> reasons) {
        return new Judgement(PostKind.NOISE, confidence, reasons, List.of());
    }

    /** The same with one more reason behind the others. */
    public Judgement with(String reason) {
        List<String> more = new ArrayList<>(reasons);
        more.add(reason);
        return new Judgement(kind, confidence, more, signals);
    }

    /** A post with at least one signal; the post's kind and confidence are those of the first. */
    public static Judgement of(List<ParsedSignal> signals, List<String> reasons) {
        ParsedSignal first = signals.get(0);
        return new Judgement(first.kind(), first.confidence(), reasons, signals);
    }
}
