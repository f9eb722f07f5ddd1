package io.signalroom.telegram.tdlib;

import io.signalroom.signal.Post;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Gap;
import io.signalroom.telegram.tdlib.ReadChannel.Stage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings each channel to the point where nothing of it is missing: opens it, reads its past, hands that over. One request a step,
 * so that what is pushed meanwhile is not held up; a channel that cannot be read holds up no other. Of one channel at a time the past
 * is held in memory.
 */
final class ChannelDesk {
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(30);

    private final List<ReadChannel> channels;
    private final Opening opening;
    private final TdUpdates updates;
    private final Marks marks;
    private final Function<JsonObject, Future<JsonObject>> ask;
    private final Clock clock;
    private boolean connected = true;

    ChannelDesk(
            List<ReadChannel> channels,
            Opening opening,
            TdUpdates updates,
            Marks marks,
            Function<JsonObject, Future<JsonObject>> ask,
            Clock clock) {
        this.channels = new ArrayList<>(channels);
        this.opening = opening;
        this.updates = updates;
        this.marks = marks;
        this.ask = ask;
        this.clock = clock;
    }

    /** When a step is due; empty if none will be. */
    Optional<Instant> due() {
        return unfinished().map(channel -> channel.notBefore).min(Comparator.naturalOrder());
    }

    /** Those that have a next step; while posts of one are held, no other begins to walk. */
    private Stream<ReadChannel> unfinished() {
        boolean held = channels.stream().anyMatch(ReadChannel::holdsPosts);
        return channels.stream()
                .filter(channel -> channel.stage != Stage.LIVE)
                .filter(channel -> !held || channel.stage == Stage.NAMED || channel.holdsPosts());
    }

    /** Does the next step of the channel that has waited longest; never fails. */
    Future<Taken> step() {
        Optional<ReadChannel> next =
                unfinished().filter(c -> !clock.instant().isBefore(c.notBefore)).findFirst();
        if (next.isEmpty()) {
            return Future.succeededFuture(Taken.nothing());
        }
        ReadChannel channel = next.get();
        channels.remove(channel);
        channels.add(channel);
        return Future.succeededFuture().compose(x -> step(channel)).recover(failure -> {
            troubled(channel, failure);
            return Future.succeededFuture(Taken.nothing());
        });
    }

    private Future<Taken> step(ReadChannel channel) {
        return switch (channel.stage) {
            case NAMED ->
                opening.open(channel).map(x -> {
                    channel.cut = !connected;
                    return well(channel);
                });
            case WALKING ->
                ask.apply(channel.walk.request()).map(page -> {
                    if (channel.walk.take(page)) {
                        channel.handOver();
                        againIfCut(channel);
                    }
                    return well(channel);
                });
            case HANDING_OVER -> Future.succeededFuture(part(channel));
            case LIVE -> Future.succeededFuture(Taken.nothing());
        };
    }

    private static Taken well(ReadChannel channel) {
        channel.trouble("", Instant.MIN);
        return Taken.nothing();
    }

    private Taken part(ReadChannel channel) {
        List<JsonObject> messages = channel.parts.peek();
        Gap missed = gap(channel, messages);
        Delivery delivery = updates.history(messages, missed);
        return new Taken(delivery, () -> {
            channel.gap = missed == null ? channel.gap : missed;
            channel.handedOver();
            mark(channel, delivery.batch().posts());
            againIfCut(channel);
        });
    }

    /** From the newest post that is known to the oldest that was read. */
    private Gap gap(ReadChannel channel, List<JsonObject> messages) {
        if (!channel.hole) {
            return null;
        }
        return messages.stream()
                .map(message -> message.getValue("date"))
                .filter(Number.class::isInstance)
                .findFirst()
                .map(date -> Instant.ofEpochSecond(((Number) date).longValue()))
                .flatMap(to -> marks.of(channel.name)
                        .filter(mark -> mark.at().isBefore(to))
                        .map(mark -> new Gap(channel.id, mark.at(), to)))
                .orElse(null);
    }

    /** Pushed posts are stored: of channels of which nothing is missing the marks move on. */
    void stored(List<Post> posts) {
        channels.stream()
                .filter(ReadChannel::whole)
                .forEach(channel -> mark(
                        channel,
                        posts.stream().filter(p -> p.channelId() == channel.id).toList()));
    }

    private void mark(ReadChannel channel, List<Post> posts) {
        posts.stream()
                .max(Comparator.comparingLong(Post::messageId))
                .ifPresent(newest ->
                        marks.move(channel.name, new Marks.Mark(channel.id, newest.messageId(), newest.postedAt())));
    }

    /**
     * Something of a channel could not be read when it came, so its newest posts are read again; once more where they are being read
     * just now, for it may come behind them.
     */
    void readAgain(long channelId) {
        channels.stream().filter(channel -> channel.id == channelId).forEach(channel -> {
            if (channel.stage == Stage.LIVE) {
                again(channel);
                channel.notBefore = clock.instant().plus(AFTER_FAULT);
            } else {
                channel.cut = true;
            }
        });
    }

    private void again(ReadChannel channel) {
        opening.walk(channel, marks.of(channel.name).map(Marks.Mark::upTo).orElse(0L));
        channel.cut = !connected;
    }

    /** The connection is cut: TDLib may leave out what is posted until it is there again, so no mark moves on. */
    void cut() {
        connected = false;
        channels.forEach(channel -> channel.cut = true);
    }

    /** The connection is there again: what was missed is read, from the marks on. */
    void connected() {
        connected = true;
        channels.forEach(this::againIfCut);
    }

    private void againIfCut(ReadChannel channel) {
        if (connected && channel.cut && channel.stage == Stage.LIVE) {
            again(channel);
        }
    }

    private void troubled(ReadChannel channel, Throwable failure) {
        Instant now = clock.instant();
        Optional<Duration> wait = failure instanceof TdError error ? error.tooMany() : Optional.empty();
        if (wait.isPresent()) {
            String seconds = String.valueOf(wait.get().toSeconds());
            channel.trouble("Telegram asks to wait " + seconds + " seconds", now.plus(wait.get()));
            return;
        }
        if (channel.holdsPosts()) {
            channel.walk = channel.walk.anew(); // so that others may walk meanwhile
        }
        if (failure instanceof IllegalArgumentException) {
            channel.trouble("this is the name of no channel", now.plus(AFTER_REFUSAL));
        } else if (failure instanceof TdError error && error.code() < 500) {
            channel.trouble(TdWords.ofChannel(error), now.plus(AFTER_REFUSAL));
        } else {
            channel.trouble("it could not be asked for", now.plus(AFTER_FAULT));
        }
    }

    List<ReadChannel> channels() {
        return channels;
    }
}
