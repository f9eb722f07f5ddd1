package io.signalroom.ledger;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides, for each delivered post, whether it is new, a later version, or known: pure, so that it can be tried on every
 * order of deliveries. A version is known when its text is stored already and it is not edited later than everything
 * stored: a repeated delivery, or an import of what was witnessed. A text that returns after another one (A, B, A) with
 * a later time of edit is a new version. What was imported, or tells no time of an edit, differs in more than spacing: one form of
 * export or page keeps more of it than another.
 *
 * <p>A post that a live source tells of for the first time by an edit, over a day after it was posted, was not witnessed: nobody
 * here knows what it said first.
 */
final class Revisions {
    /** Identity of a post across all sources. */
    record Key(long channelId, long messageId) {
        static Key of(Post post) {
            return new Key(post.channelId(), post.messageId());
        }
    }

    /** A stored version. */
    record Known(int revision, Instant postedAt, Instant editedAt, String text) {}

    /** A stored version that was delivered again. */
    record Again(Key post, int revision, Instant postedAt) {}

    /**
     * A version to store.
     *
     * @param late whether a live source told of the post by a late edit only: then nothing before it was read
     */
    record Revision(Post post, int number, Instant postedAt, boolean late) {}

    private static final Duration HEARD_WITHIN = Duration.ofDays(1);

    private final Map<Key, List<Known>> known = new HashMap<>();
    private final List<Revision> toStore = new ArrayList<>();
    private final List<Again> again = new ArrayList<>();
    private final List<Instant> live = new ArrayList<>();
    private int created;
    private int changed;
    private int same;

    /** Adds a version that is stored already. */
    void know(Key key, Known version) {
        known.computeIfAbsent(key, k -> new ArrayList<>()).add(version);
    }

    /** Decides about one delivered post; deliveries count in their order. */
    void deliver(Post post) {
        List<Known> versions = known.computeIfAbsent(Key.of(post), k -> new ArrayList<>());
        Optional<Known> equal =
                versions.stream().filter(v -> sameText(v.text(), post)).max(Comparator.comparingInt(Known::revision));
        if (equal.isPresent() && !editedAfterAll(post, versions)) {
            known(post, equal.get());
            return;
        }
        int number = versions.stream().mapToInt(Known::revision).max().orElse(0) + 1;
        Instant postedAt =
                versions.isEmpty() ? post.postedAt() : versions.get(0).postedAt();
        versions.add(new Known(number, postedAt, post.editedAt(), post.text()));
        boolean late = number == 1 && isLate(post);
        toStore.add(new Revision(late ? asImported(post) : post, number, postedAt, late));
        if (number == 1) {
            created++;
            noteIfLive(post);
        } else {
            changed++;
        }
    }

    private void noteIfLive(Post post) {
        if (post.origin() == Origin.WITNESSED && post.editedAt() == null) {
            live.add(post.postedAt());
        }
    }

    private static boolean isLate(Post post) {
        return post.origin() == Origin.WITNESSED
                && post.editedAt() != null
                && post.editedAt().isAfter(post.postedAt().plus(HEARD_WITHIN));
    }

    private static Post asImported(Post post) {
        return new Post(
                post.channelId(),
                post.messageId(),
                post.postedAt(),
                post.editedAt(),
                post.text(),
                post.replyTo(),
                Origin.IMPORTED,
                post.forwardedFrom());
    }

    /** Decides about a delivered post that is no version of one that is known, whatever it says. */
    void deliverFirst(Post post) {
        Optional<Known> newest =
                known.getOrDefault(Key.of(post), List.of()).stream().max(Comparator.comparingInt(Known::revision));
        if (newest.isPresent()) {
            known(post, newest.get());
        } else {
            deliver(post);
        }
    }

    private void known(Post post, Known version) {
        same++;
        again.add(new Again(Key.of(post), version.revision(), version.postedAt()));
    }

    private static boolean sameText(String stored, Post post) {
        boolean loosely = post.origin() == Origin.IMPORTED || post.editedAt() == null;
        return stored.equals(post.text()) || loosely && Spacing.unspaced(stored).equals(Spacing.unspaced(post.text()));
    }

    /** An edit that changes nothing in the text (a reaction, a preview) is no version either. */
    private static boolean editedAfterAll(Post post, List<Known> versions) {
        Known newest = versions.get(0);
        for (Known version : versions) {
            newest = version.revision() > newest.revision() ? version : newest;
        }
        if (sameText(newest.text(), post) || post.editedAt() == null) {
            return false;
        }
        return versions.stream()
                .allMatch(v -> v.editedAt() == null || v.editedAt().isBefore(post.editedAt()));
    }

    List<Revision> toStore() {
        return toStore;
    }

    List<Again> again() {
        return again;
    }

    PostReport report(int deleted) {
        return new PostReport(created, changed, same, deleted, live);
    }
}
