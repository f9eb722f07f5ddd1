package io.signalroom.telegram.preview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** An invented channel as t.me keeps it. */
public final class FakeChannel {
    final long id;
    final String username;
    final String title;
    private final Supplier<Instant> now;
    private final TreeMap<Long, Said> posts = new TreeMap<>();
    private long next = 1;
    private boolean closed;

    /**
     * A post.
     *
     * @param versions what it said, the newest last
     * @param marked whether its page says "edited"
     * @param deletedAt null while it is there
     * @param album how many numbers it takes
     * @param replyTo null if it answers nothing
     * @param forwardedFrom null if it is the channel's own
     */
    public record Said(
            long id,
            Instant at,
            List<String> versions,
            boolean marked,
            Instant deletedAt,
            int album,
            boolean service,
            Long replyTo,
            String forwardedFrom) {
        public Said {
            versions = List.copyOf(versions);
        }

        /** What its page shows now. */
        public String text() {
            return versions.get(versions.size() - 1);
        }
    }

    FakeChannel(long id, String username, String title, Supplier<Instant> now) {
        this.id = id;
        this.username = username;
        this.title = title;
        this.now = now;
    }

    /** Posts it now. @return its number */
    public long post(String text) {
        return add(new Said(next, now.get(), List.of(text), false, null, 1, false, null, null));
    }

    /** Adds a post as it is. @return its number */
    public synchronized long add(Said post) {
        posts.put(post.id(), post);
        next = Math.max(next, post.id() + post.album());
        return post.id();
    }

    /** Pictures in one post, which take a number each. @return its number, the first of them */
    public long album(int size, String text) {
        return add(new Said(next, now.get(), List.of(text), false, null, size, false, null, null));
    }

    /** A notice. @return its number */
    public long service() {
        return add(new Said(next, now.get(), List.of("pinned a message"), false, null, 1, true, null, null));
    }

    /** Changes it. */
    public void edit(long post, String text) {
        edit(post, text, true);
    }

    /** Changes it, and does not say so if not {@code marked}. */
    public synchronized void edit(long post, String text, boolean marked) {
        Said old = posts.get(post);
        List<String> versions = new ArrayList<>(old.versions());
        versions.add(text);
        posts.put(
                post,
                new Said(
                        post,
                        old.at(),
                        versions,
                        marked,
                        old.deletedAt(),
                        old.album(),
                        old.service(),
                        old.replyTo(),
                        old.forwardedFrom()));
    }

    /** Takes it away. */
    public synchronized void delete(long post) {
        Said old = posts.get(post);
        posts.put(
                post,
                new Said(
                        post,
                        old.at(),
                        old.versions(),
                        old.marked(),
                        now.get(),
                        old.album(),
                        old.service(),
                        old.replyTo(),
                        old.forwardedFrom()));
    }

    /** Numbers that nobody sees are left free. */
    public synchronized void skip(int numbers) {
        next += numbers;
    }

    /** From now on it is private, or public again. */
    public synchronized void close(boolean itIs) {
        closed = itIs;
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Those that are there, the oldest first. */
    public synchronized NavigableMap<Long, Said> shown() {
        TreeMap<Long, Said> shown = new TreeMap<>(posts);
        shown.values().removeIf(post -> post.deletedAt() != null);
        return shown;
    }

    /** The post that has this number, or whose album has it; null if it is not there. */
    Said at(long number) {
        return shown().values().stream()
                .filter(post -> number >= post.id() && number < post.id() + post.album())
                .findFirst()
                .orElse(null);
    }
}
