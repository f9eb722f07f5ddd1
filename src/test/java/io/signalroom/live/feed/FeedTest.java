package io.signalroom.live.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.Position;
import io.signalroom.live.LiveVerticle;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who waits for whom while readers catch up, on a real log. */
@ExtendWith(Servers.class)
class FeedTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int EVENTS = 300;
    private static final int MORE_THAN_READ_AT_ONCE = 12;

    private final Room room = new Room();
    private final Context loop = room.vertx.getOrCreateContext();
    private final Feed feed = new Feed(room.pool, room.bus, Clock.systemUTC());
    private Position begin;

    @BeforeEach
    void start() {
        Room.await(room.vertx.deployVerticle(Calls.parser(room)));
        Room.await(room.vertx.deployVerticle(new LiveVerticle(room.pool, room.bus)));
        Promise<Void> started = Promise.promise();
        loop.runOnContext(x -> feed.start().onComplete(started));
        Room.await(started.future());
        begin = head();
        room.post(Calls.many(1, 1, EVENTS));
        room.hint();
        room.eventually(SOON, () -> head().seq() == EVENTS);
    }

    @AfterEach
    void stop() {
        room.close();
    }

    private Position head() {
        return Room.await(new EventLog().head(room.pool));
    }

    /** One that takes what comes, and says that there is room for more when it is told to. */
    private final class Taker implements FeedReader {
        final List<Long> numbers = new CopyOnWriteArrayList<>();
        final Promise<Void> room = Promise.promise();
        final Subscription subscription = new Subscription(FeedFilter.ALL, this);
        volatile boolean begun;

        Taker open() {
            loop.runOnContext(x -> feed.open(subscription, Optional.of(begin)));
            return this;
        }

        @Override
        public void begins(Position at, Recovery recovery) {
            begun = true;
        }

        @Override
        public void take(FeedEvent event) {
            numbers.add(event.position().seq());
        }

        @Override
        public Future<Void> room() {
            return room.future();
        }

        @Override
        public void notThereYet(Position head) {
            throw new AssertionError(head);
        }

        @Override
        public void broken(Throwable why) {
            throw new AssertionError(why);
        }
    }

    @Test
    void who_takes_it_slowly_holds_up_no_other() {
        List<Taker> slow = IntStream.range(0, MORE_THAN_READ_AT_ONCE)
                .mapToObj(i -> new Taker().open())
                .toList();
        room.eventually(SOON, () -> slow.stream().allMatch(taker -> taker.begun));
        Taker quick = new Taker();
        quick.room.complete();
        quick.open();
        room.eventually(SOON, () -> quick.numbers.size() == EVENTS);

        assertThat(slow).allMatch(taker -> taker.numbers.size() < EVENTS);
        loop.runOnContext(x -> slow.forEach(taker -> taker.room.complete()));
        room.eventually(SOON, () -> slow.stream().allMatch(taker -> taker.numbers.size() == EVENTS));
        slow.forEach(taker -> assertThat(taker.numbers).isEqualTo(Calls.numbers(1, EVENTS)));
    }

    @Test
    void who_has_left_is_given_nothing_more() {
        Taker gone = new Taker().open();
        room.eventually(SOON, () -> gone.begun);
        loop.runOnContext(x -> {
            feed.cancel(gone.subscription);
            gone.room.complete();
        });
        int had = gone.numbers.size();
        Taker other = new Taker();
        other.room.complete();
        other.open();
        room.eventually(SOON, () -> other.numbers.size() == EVENTS);
        assertThat(gone.numbers).hasSize(had).hasSizeLessThan(EVENTS);
    }
}
