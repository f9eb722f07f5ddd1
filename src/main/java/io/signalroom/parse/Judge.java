package io.signalroom.parse;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;

/** Says what a text is. Pure, never throws, safe for many threads. */
@FunctionalInterface
public interface Judge {
    /**
     * Judges a post.
     *
     * @param text of the post
     * @param parent signal of the post it answers, or null
     */
    Judgement parse(String text, ParsedSignal parent);
}
