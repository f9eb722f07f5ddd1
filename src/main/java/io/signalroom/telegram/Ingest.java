package io.signalroom.telegram;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.PostsStored;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostReport;
import io.signalroom.ledger.Quarantine;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.core.json.EncodeException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what sources deliver: guard, posts, and whatever must move with them (an offset, a progress) in one transaction;
 * the hint to the parsers after its commit. A post that PostgreSQL refuses for what it holds is found by halving its batch
 * and put into quarantine, so that it cannot hold up the others.
 */
public final class Ingest {
    private static final Logger log = LoggerFactory.getLogger(Ingest.class);
    private static final long PATIENCE_SECONDS = 10;
    private static final PostBatch NO_POSTS = new PostBatch("", List.of(), List.of());

    /** A part of a transaction. */
    public interface Step extends Function<SqlConnection, Future<Void>> {
        /** Does nothing. */
        Step NOTHING = tx -> Future.succeededFuture();
    }

    private final MessageStore messages = new MessageStore();
    private final Quarantine quarantine = new Quarantine();
    private final Pool pool;
    private final Bus bus;
    private final Step guard;

    /**
     * A way into the ledger.
     *
     * @param guard first statement of every transaction; fails if nothing may be written
     */
    public Ingest(Pool pool, Bus bus, Step guard) {
        this.pool = pool;
        this.bus = bus;
        this.guard = guard;
    }

    /**
     * Stores a delivery.
     *
     * @param along last step of the same transaction
     * @return fails if nothing of {@code along} and perhaps only a part of the posts is stored: deliver again
     */
    public Future<PostReport> store(Delivery delivery, Step along) {
        PostBatch batch = delivery.batch();
        return transaction(batch, delivery.rejected(), along)
                .recover(fault -> fault instanceof Refused refused
                        ? isolate(batch, refused)
                                .compose(report -> transaction(NO_POSTS, delivery.rejected(), along)
                                        .map(report))
                        : Future.failedFuture(fault))
                .onSuccess(this::tell);
    }

    /** Counts what storing it would do, and undoes it. */
    public Future<PostReport> tryOut(Delivery delivery) {
        return pool.getConnection()
                .compose(connection -> connection
                        .begin()
                        .compose(tx ->
                                messages.store(connection, delivery.batch()).eventually(tx::rollback))
                        .eventually(connection::close));
    }

    private void tell(PostReport report) {
        if (report.stored() > 0) {
            bus.publish(Addresses.POSTS_STORED, new PostsStored(report.stored()));
        }
    }

    private Future<PostReport> transaction(PostBatch batch, List<Rejected> rejected, Step along) {
        return pool.withTransaction(tx -> guard.apply(tx)
                        .compose(x -> posts(tx, batch))
                        .compose(report -> reject(tx, rejected)
                                .compose(x -> along.apply(tx))
                                .map(report)))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Future<PostReport> posts(SqlConnection tx, PostBatch batch) {
        if (batch.channels().isEmpty()) {
            return Future.succeededFuture(PostReport.NONE);
        }
        return messages.store(tx, batch)
                .recover(fault -> Future.failedFuture(faultOfContent(fault) ? new Refused(fault) : fault));
    }

    private Future<Void> reject(SqlConnection tx, List<Rejected> rejected) {
        return quarantine.add(
                tx,
                rejected.stream()
                        .map(r -> new Quarantine.Entry(r.channelId(), r.messageId(), 0, r.at(), r.reason()))
                        .toList());
    }

    /** Stores the batch in parts, so that only what is refused by itself is left out. */
    private Future<PostReport> isolate(PostBatch batch, Refused fault) {
        if (batch.posts().size() == 1 && batch.deletions().isEmpty()) {
            return refuse(batch.posts().get(0), fault);
        }
        if (batch.posts().isEmpty()) {
            return Future.failedFuture(fault);
        }
        Future<PostReport> all = Future.succeededFuture(PostReport.NONE);
        for (PostBatch part : parts(batch)) {
            all = all.compose(report -> transaction(part, List.of(), Step.NOTHING)
                    .recover(f -> f instanceof Refused refused ? isolate(part, refused) : Future.failedFuture(f))
                    .map(report::plus));
        }
        return all;
    }

    private static List<PostBatch> parts(PostBatch batch) {
        List<Post> posts = batch.posts();
        int middle = posts.size() / 2;
        List<PostBatch> parts = new ArrayList<>();
        if (middle > 0) {
            parts.add(batch.part(posts.subList(0, middle), List.of()));
        }
        parts.add(batch.part(posts.subList(middle, posts.size()), List.of()));
        if (!batch.deletions().isEmpty()) {
            parts.add(batch.part(List.of(), batch.deletions()));
        }
        return parts;
    }

    private Future<PostReport> refuse(Post post, Refused fault) {
        String reason = "refused by the database: " + fault.code;
        log.error("post {} of channel {} {}", post.messageId(), post.channelId(), reason);
        Rejected rejected = new Rejected(post.channelId(), post.messageId(), Instant.now(), reason);
        return transaction(NO_POSTS, List.of(rejected), Step.NOTHING);
    }

    /** Data exceptions, broken constraints, too large, raised by a trigger: the same again would fail again. */
    private static boolean faultOfContent(Throwable fault) {
        if (fault instanceof PgException pg) {
            String state = String.valueOf(pg.getSqlState());
            return List.of("22", "23", "54", "P0").contains(state.substring(0, Math.min(2, state.length())));
        }
        return fault instanceof EncodeException;
    }

    /** The posts themselves are at fault, so that a part of them may pass. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refused(Throwable fault) {
            super(null, fault, false, false);
            this.code = fault instanceof PgException pg ? pg.getSqlState() : "not encodable";
        }
    }
}
