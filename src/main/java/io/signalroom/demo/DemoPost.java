package io.signalroom.demo;

import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.time.Instant;

/**
 * A written post together with what was put into it, so that a test can ask whether the parser reads the same out again.
 *
 * @param post the text as a source delivers it; {@code editedAt} is set if this is a later version
 * @param written what the post was meant to be
 * @param truth the values the text states, or null if {@code written} is {@link PostKind#NOISE}
 * @param layout name of the template that was filled
 */
public record DemoPost(Post post, PostKind written, SignalFields truth, String layout) implements DemoEvent {
    @Override
    public Instant at() {
        return edit() ? post.editedAt() : post.postedAt();
    }

    /** True if this is a later version of a post that was written before. */
    public boolean edit() {
        return post.editedAt() != null;
    }
}
