package io.signalroom.telegram.preview;

import io.signalroom.ledger.AddedChannels;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostBatch.Deletion;
import io.signalroom.ledger.SeenPosts;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Gap;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One request for one channel, and what is to be stored of the answer. Every second one at least is for the newest page, where
 * new posts and edits are; the others fill a hole below it, and then look for posts that may be gone.
 */
final class Turns {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final Fenced database;
    private final Pool pool;
    private final PreviewClient client;
    private final Pace pace;
    private final PreviewMeters meters;
    private final PreviewStore store;
    private final Watch watch;
    private final SeenPosts seen = new SeenPosts();
    private final AddedChannels added;

    /**
     * What came of a turn.
     *
     * @param after to be done when the delivery is stored; a crash before it costs a repetition
     */
    record Turn(Delivery delivery, Supplier<Future<Void>> after) {
        static final Turn NOTHING = new Turn(batch(List.of(), List.of(), List.of()), Future::succeededFuture);
    }

    Turns(Fenced database, PreviewClient client, Pace pace, PreviewMeters meters, AddedChannels added) {
        this.database = database;
        this.pool = database.pool();
        this.client = client;
        this.pace = pace;
        this.meters = meters;
        this.added = added;
        this.store = new PreviewStore(database);
        this.watch = new Watch(database, meters);
    }

    /** Takes a channel's turn; fails with a {@link io.signalroom.telegram.SourceException} if t.me does not answer. */
    Future<Turn> take(Reading reading, Instant now) {
        reading.pause(now, pace.channel());
        if (reading.newestIsNext()) {
            return newest(reading, now);
        }
        return store.find(reading.name()).compose(known -> {
            if (known.isEmpty()) {
                return newest(reading, now);
            }
            Progress progress = known.get();
            return progress.hole().isPresent()
                    ? fill(reading, progress, progress.hole().get(), now)
                    : watch.due(progress.channelId(), now)
                            .compose(due -> due.isPresent()
                                    ? check(reading, progress.channelId(), due.get(), now)
                                    : newest(reading, now));
        });
    }

    private Future<Turn> newest(Reading reading, Instant now) {
        reading.took(true);
        return client.newest(reading.name(), pace.deadline())
                .compose(answer -> answer.kind() == PreviewAnswer.Kind.PAGE
                        ? newest(reading, answer.page(), now)
                        : none(reading, answer, now));
    }

    private Future<Turn> newest(Reading reading, PreviewPage page, Instant now) {
        PreviewPage.Channel told = page.channel().orElseThrow();
        if (told.id().isEmpty()) {
            return none(reading, PreviewAnswer.changed(reading.name(), "no post tells the channel's id"), now);
        }
        long id = told.id().get();
        return database.write(tx -> added.join(tx, reading.name(), id))
                .compose(gaveWay -> store.open(reading.name(), id, gaveWay, now))
                .compose(progress -> seen.versions(pool, id, page.numbers())
                        .map(stored -> new PagePosts(progress, stored, now))
                        .compose(posts -> added.unread(pool, id)
                                .compose(unread -> newest(reading, page, progress, posts, unread, now))));
    }

    private Future<Turn> newest(
            Reading reading, PreviewPage page, Progress progress, PagePosts posts, boolean unread, Instant now) {
        if (posts.emptied(page)) {
            return none(reading, PreviewAnswer.changed(reading.name(), "most posts seem to have lost their text"), now);
        }
        PreviewPage.Channel told = page.channel().orElseThrow();
        boolean renamed = reading.read(new ChannelInfo(progress.channelId(), told.username(), told.title(), false));
        good(reading, posts.unreadable(page));
        Optional<Progress.Hole> hole = progress.below(page);
        return (hole.equals(progress.hole()) ? Future.succeededFuture() : store.hole(reading.name(), hole))
                .compose(x -> watch.compare(progress.channelId(), page, Long.MAX_VALUE, now))
                .map(x -> new Turn(
                        batch(reading.channel(), renamed || unread, posts.versions(page)),
                        () -> store.reached(reading.name(), page.highest(), now)));
    }

    private void good(Reading reading, int unreadable) {
        meters.answered(PreviewAnswer.Kind.PAGE);
        meters.unreadable(unreadable);
        if (reading.unreadable(unreadable)) {
            log.warn("preview: {} posts on the page of @{} cannot be read", unreadable, reading.name());
        }
    }

    private Future<Turn> fill(Reading reading, Progress progress, Progress.Hole hole, Instant now) {
        reading.took(false);
        if (hole.givenUp()) {
            return giveUp(reading, progress.channelId(), hole);
        }
        return client.before(reading.name(), hole.high(), pace.deadline()).compose(answer -> {
            if (answer.kind() != PreviewAnswer.Kind.PAGE) {
                return (answer.failed()
                                ? Future.<Void>succeededFuture()
                                : store.hole(reading.name(), Optional.of(hole.tried())))
                        .compose(x -> none(reading, answer, now));
            }
            PreviewPage page = answer.page();
            if (!page.channel().orElseThrow().id().equals(Optional.of(progress.channelId()))) {
                return Future.succeededFuture(
                        Turn.NOTHING); // the name went to another channel, as its newest page will tell
            }
            return seen.versions(pool, progress.channelId(), page.numbers())
                    .compose(stored -> fill(reading, hole, page, new PagePosts(progress, stored, now), now));
        });
    }

    private Future<Turn> fill(Reading reading, Progress.Hole hole, PreviewPage page, PagePosts posts, Instant now) {
        good(reading, posts.unreadable(page));
        return watch.compare(reading.channel().id(), page, hole.high() - 1, now)
                .map(x -> new Turn(
                        batch(reading.channel(), false, posts.versions(page)),
                        () -> store.hole(reading.name(), hole.after(page))));
    }

    /** It is too far to what is stored: what lies between is named and left out. */
    private Future<Turn> giveUp(Reading reading, long channelId, Progress.Hole hole) {
        return seen.from(pool, channelId, hole.high()).map(place -> {
            Gap gap = new Gap(
                    channelId,
                    hole.since(),
                    place.map(SeenPosts.Place::postedAt).orElse(hole.since()));
            reading.missed(gap);
            meters.gap();
            PostBatch nothing = Turn.NOTHING.delivery().batch();
            return new Turn(
                    new Delivery(nothing, List.of(), 0, null, gap), () -> store.hole(reading.name(), Optional.empty()));
        });
    }

    private Future<Turn> check(Reading reading, long channelId, Watch.Suspect suspect, Instant now) {
        reading.took(false);
        long message = suspect.messageId();
        return client.post(reading.name(), message, pace.deadline()).compose(said -> {
            meters.checked(said);
            return switch (said) {
                case THERE ->
                    watch.there(channelId, message, now.plus(pace.album())).map(Turn.NOTHING);
                case UNCLEAR ->
                    watch.unclear(channelId, suspect, now.plus(pace.trouble())).map(Turn.NOTHING);
                case GONE ->
                    suspect.goneAt() == null
                            ? watch.gone(channelId, message, now, now.plus(pace.again()))
                                    .map(Turn.NOTHING)
                            : Future.succeededFuture(new Turn(
                                    batch(
                                            List.of(reading.channel()),
                                            List.of(),
                                            List.of(new Deletion(channelId, message, now))),
                                    () -> watch.end(channelId, message)));
            };
        });
    }

    /** What is not a page is not an empty channel: nothing is concluded and nothing stored. */
    private Future<Turn> none(Reading reading, PreviewAnswer answer, Instant now) {
        meters.answered(answer.kind());
        switch (answer.kind()) {
            case SLOWER, FAULT -> throw answer.asFault();
            case NONE -> reading.pause(now, pace.none());
            default -> reading.pause(now, pace.trouble());
        }
        if (reading.failed(answer)) {
            log.atLevel(answer.kind() == PreviewAnswer.Kind.CHANGED ? Level.ERROR : Level.WARN)
                    .log("preview: {}", answer.words());
        }
        return Future.succeededFuture(Turn.NOTHING);
    }

    /** A page on which nothing is new leaves the channel to whoever reads it beside this. */
    private static Delivery batch(ChannelInfo channel, boolean news, List<Post> posts) {
        return batch(news || !posts.isEmpty() ? List.of(channel) : List.of(), posts, List.of());
    }

    private static Delivery batch(List<ChannelInfo> channels, List<Post> posts, List<Deletion> deletions) {
        return Delivery.of(new PostBatch(PreviewSource.ID, channels, posts, deletions));
    }
}
