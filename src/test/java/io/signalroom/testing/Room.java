package io.signalroom.testing;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.PostsStored;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostReport;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One node's surroundings for a test: Vert.x, the bus, and a migrated database of its own. */
public final class Room implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    public final String url = Servers.freshDatabase("migrated", Migrations::migrate);
    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = Bus.open(vertx);
    public final Pool pool =
            Db.pool(vertx, url, "test", new Db.Limits(8, Duration.ofSeconds(20), Duration.ofSeconds(10)));

    /** Waits for a future, at most 30 seconds. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("no end within " + LIMIT_SECONDS + " s", e);
        }
    }

    /** Asks again every 20 ms until it holds; fails after {@code limit}. */
    public void eventually(Duration limit, BooleanSupplier holds) {
        eventually(vertx, limit, holds);
    }

    /** The same without a room. */
    public static void eventually(Vertx vertx, Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not hold within " + limit);
            }
            await(vertx.timer(20));
        }
    }

    /** Stores posts of one channel as a source does. */
    public PostReport post(Post... posts) {
        List<ChannelInfo> channels = Arrays.stream(posts)
                .map(Post::channelId)
                .distinct()
                .map(id -> new ChannelInfo(id, "channel" + id, "Channel " + id, false))
                .toList();
        return await(pool.withTransaction(
                tx -> new MessageStore().store(tx, new PostBatch("test", channels, List.of(posts)))));
    }

    /** Tells the parsers that something waits. */
    public void hint() {
        bus.publish(Addresses.POSTS_STORED, new PostsStored(1));
    }

    /** A witnessed first version. */
    public static Post witnessed(long channel, long message, String text) {
        return new Post(channel, message, Instant.parse("2026-03-01T09:00:00Z"), null, text, null, Origin.WITNESSED);
    }

    /** A later version of {@link #witnessed}. */
    public static Post edited(Post post, int secondsLater, String text) {
        return new Post(
                post.channelId(),
                post.messageId(),
                post.postedAt(),
                post.postedAt().plusSeconds(secondsLater),
                text,
                post.replyTo(),
                post.origin(),
                post.forwardedFrom());
    }

    /** The single value of a query. */
    public Object value(String sql) {
        Row row = await(pool.query(sql).execute()).iterator().next();
        return row.getValue(0);
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }
}
