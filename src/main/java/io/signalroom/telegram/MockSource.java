package io.signalroom.telegram;

import io.signalroom.demo.DemoPost;
import io.signalroom.demo.LivePosts;
import io.signalroom.ledger.DemoData;
import io.signalroom.ledger.DemoProgress;
import io.signalroom.ledger.PostBatch;
import io.signalroom.signal.ChannelInfo;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invents a few posts a minute in the demo's channels. Message ids go on after the highest stored; while the demo is being
 * loaded it waits, since the loader's ids come first, and after another demo was loaded it starts anew. When the demo was
 * removed it invents nothing any more.
 */
public final class MockSource implements TelegramSource {
    private static final Logger log = LoggerFactory.getLogger(MockSource.class);
    private static final Duration WHILE_WAITING = Duration.ofSeconds(1);
    private static final String INVENTS = "Invents a few posts a minute. TELEGRAM_MOCK_MODE=false ends it.";
    private static final String LOADING = "Waits until the demo is loaded.";
    private static final String REMOVED = "The demo was removed, so nothing is invented. "
            + "Load demo data at /channels, or by java -jar target/signalroom.jar demo --posts 100000.";
    private final Vertx vertx;
    private final Pool pool;
    private final Supplier<Duration> interval;
    private final DemoData data = new DemoData();
    private LivePosts live;
    private DemoProgress writtenAfter;
    private Delivery pending;
    private Timer timer;
    private String waits = "";

    /** A source that posts after each {@code interval}. */
    MockSource(Vertx vertx, Pool pool, Supplier<Duration> interval) {
        this.vertx = vertx;
        this.pool = pool;
        this.interval = interval;
    }

    @Override
    public String id() {
        return "mock";
    }

    @Override
    public Future<Delivery> next() {
        if (pending != null) {
            return Future.succeededFuture(pending);
        }
        Duration wait = waits.isEmpty() ? interval.get() : WHILE_WAITING;
        timer = vertx.timer(wait.toMillis(), TimeUnit.MILLISECONDS);
        return timer.compose(x -> invent().recover(failure -> Future.failedFuture(fault(failure))));
    }

    private Future<Delivery> invent() {
        return DemoProgress.read(pool).compose(progress -> {
            waits = waits(progress);
            return waits.isEmpty() ? write(progress) : Future.succeededFuture(delivery(List.of(), List.of()));
        });
    }

    private static String waits(DemoProgress progress) {
        if (progress.removing() || progress.removed()) {
            return REMOVED;
        }
        return progress.finished() ? "" : LOADING;
    }

    private static SourceException fault(Throwable failure) {
        log.debug("the mock source cannot read the database", failure);
        return SourceException.fault("The database does not answer, so nothing is invented: see to the database.");
    }

    private Future<Delivery> write(DemoProgress progress) {
        boolean fresh = live == null || !progress.samePlan(writtenAfter);
        return (fresh ? open() : Future.succeededFuture(live)).map(posts -> {
            DemoPost post = posts.next(Instant.now());
            live = posts;
            writtenAfter = progress;
            List<ChannelInfo> channels = posts.channels().stream()
                    .filter(c -> fresh || c.id() == post.post().channelId())
                    .toList();
            pending = delivery(channels, List.of(post));
            return pending;
        });
    }

    private Future<LivePosts> open() {
        long seed = DemoProgress.newSeed();
        return vertx.executeBlocking(() -> new LivePosts(seed).channels(), false)
                .compose(channels -> data.lastMessageIds(
                        pool, channels.stream().map(ChannelInfo::id).toList()))
                .compose(last -> vertx.executeBlocking(
                        () -> new LivePosts(seed, channel -> last.getOrDefault(channel, 0L)), false));
    }

    private Delivery delivery(List<ChannelInfo> channels, List<DemoPost> posts) {
        return Delivery.of(
                new PostBatch(id(), channels, posts.stream().map(DemoPost::post).toList()));
    }

    @Override
    public void committed(Delivery delivery) {
        pending = null;
    }

    @Override
    public Standing standing() {
        return waits.isEmpty() ? new Standing(SourceState.READING, INVENTS) : new Standing(SourceState.PAUSED, waits);
    }

    @Override
    public Future<Void> close() {
        if (timer != null) {
            timer.cancel();
        }
        return Future.succeededFuture();
    }
}
