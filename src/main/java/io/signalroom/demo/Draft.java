package io.signalroom.demo;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.time.Instant;

/** A text that is written but not posted yet: until then it has no message id, and answers to it can't name one. */
final class Draft {
    private final Voice voice;
    private final PostKind kind;
    private final String text;
    private final SignalFields truth;
    private final String layout;
    private final Draft answers;
    private long messageId;
    private Instant postedAt;

    private Draft(Voice voice, PostKind kind, String text, SignalFields truth, String layout, Draft answers) {
        this.voice = voice;
        this.kind = kind;
        this.text = text;
        this.truth = truth;
        this.layout = layout;
        this.answers = answers;
    }

    static Draft of(Scene scene, PostKind kind, String text, Layout layout) {
        SignalFields truth = kind == PostKind.NOISE ? null : scene.truth.build();
        return new Draft(scene.voice, kind, text, truth, layout.name(), null);
    }

    /** The same as an answer to another post of the channel. */
    Draft answering(Draft other) {
        return new Draft(voice, kind, text, truth, layout, other);
    }

    /** The same words in another channel. */
    Draft repeatedBy(Voice other) {
        return new Draft(other, kind, text, truth, layout, null);
    }

    Voice voice() {
        return voice;
    }

    String text() {
        return text;
    }

    /** True if it is posted, so that it can be answered, edited and deleted. */
    boolean posted() {
        return postedAt != null;
    }

    /** True if the post it answers, if any, is posted. */
    boolean answerable() {
        return answers == null || answers.posted();
    }

    /** Gives the text its place in the channel. */
    DemoPost post(long id, Instant at) {
        messageId = id;
        postedAt = at;
        return version(this, null);
    }

    /** This post with the text of {@code revised}. */
    DemoPost edited(Draft revised, Instant at) {
        return version(revised, at);
    }

    DemoDeletion deleted(Instant at) {
        return new DemoDeletion(voice.info().id(), messageId, at);
    }

    private DemoPost version(Draft words, Instant editedAt) {
        Long replyTo = answers == null ? null : answers.messageId;
        Post post = new Post(voice.info().id(), messageId, postedAt, editedAt, words.text, replyTo, Origin.DEMO);
        return new DemoPost(post, words.kind, words.truth, words.layout);
    }
}
