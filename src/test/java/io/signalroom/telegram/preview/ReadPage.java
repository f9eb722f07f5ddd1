package io.signalroom.telegram.preview;

import io.signalroom.signal.Forward;
import java.time.Instant;
import java.util.List;

/** What is read of a page, for tests that compare it with other sources. */
public final class ReadPage {
    private ReadPage() {}

    /** A post; null where it has no such thing. */
    public record Read(
            long channelId,
            long messageId,
            Instant postedAt,
            boolean edited,
            String text,
            Long replyTo,
            Forward from) {}

    /** The posts of a page, the oldest first. */
    public static List<Read> posts(String html) {
        PreviewPage page = PageReader.read(html);
        if (page.changed()) {
            throw new AssertionError(page.unreadable() + " posts cannot be read");
        }
        long channel = page.channel().orElseThrow().id().orElseThrow();
        return page.posts().stream()
                .filter(post -> !post.service())
                .map(post -> new Read(
                        channel,
                        post.messageId(),
                        post.postedAt(),
                        post.edited(),
                        post.text(),
                        post.replyTo().orElse(null),
                        post.forwardedFrom().orElse(null)))
                .toList();
    }

    /** A channel with these posts. */
    public static FakeChannel channel(long id, List<FakeChannel.Said> posts) {
        FakeChannel channel = new FakeChannel(id, "Harbor_Light", "Harbor & Light", Instant::now);
        posts.forEach(channel::add);
        return channel;
    }
}
