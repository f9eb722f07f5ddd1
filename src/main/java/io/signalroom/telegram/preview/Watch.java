package io.signalroom.telegram.preview;

import io.signalroom.ledger.SeenPosts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Posts that are stored and no longer on their page. They may be deleted, or the page left them out: a post counts as deleted
 * when its own page has said so twice, an hour apart. The first time is stored, so that a restart does not begin anew.
 */
final class Watch {
    /** So many are watched at once, of all channels. */
    static final int MOST = 500;

    private static final int MOST_OF_A_PAGE = 100;
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String ADD = """
            INSERT INTO preview_watch (channel_id, message_id, missed_at, check_at)
            SELECT $1, m.id, $3, $3 FROM unnest($2::bigint[]) AS m (id)
            WHERE NOT EXISTS (SELECT 1 FROM preview_watch w WHERE w.channel_id = $1 AND w.message_id = m.id)
            LIMIT greatest(0, $4 - (SELECT count(*) FROM preview_watch))
            ON CONFLICT DO NOTHING""";

    private static final String LEFT_OUT = """
            SELECT count(*) FROM unnest($2::bigint[]) AS m (id)
            WHERE NOT EXISTS (SELECT 1 FROM preview_watch w WHERE w.channel_id = $1 AND w.message_id = m.id)""";

    /** Back on the page, or deleted, or left out by a page that is further by now; or of a channel that nobody reads. */
    private static final String FORGET = """
            DELETE FROM preview_watch w
            WHERE w.missed_at < $4 OR w.channel_id = $1 AND (w.message_id = ANY($2::bigint[]) OR (w.there AND w.message_id < $3)
                OR EXISTS (SELECT 1 FROM message_deletion d
                           WHERE d.channel_id = w.channel_id AND d.message_id = w.message_id))""";

    private static final String DUE = """
            SELECT message_id, gone_at FROM preview_watch WHERE channel_id = $1 AND check_at <= $2
            ORDER BY check_at, message_id LIMIT 1""";

    private static final String UPDATE = """
            UPDATE preview_watch SET gone_at = $3, there = $4, check_at = $5 WHERE channel_id = $1 AND message_id = $2""";

    private final Fenced database;
    private final Pool pool;
    private final SeenPosts seen = new SeenPosts();
    private final PreviewMeters meters;

    /** A post to ask for, and when its page first said that it is gone, or null. */
    record Suspect(long messageId, Instant goneAt) {}

    Watch(Fenced database, PreviewMeters meters) {
        this.database = database;
        this.pool = database.pool();
        this.meters = meters;
    }

    /**
     * Compares a page with what is stored.
     *
     * @param high above everything on the page that it would show; inclusive
     */
    Future<Void> compare(long channelId, PreviewPage page, long high, Instant now) {
        long low = page.older() ? page.lowest() : 0;
        Collection<Long> shown = page.numbers();
        Tuple forget = Tuple.of(channelId)
                .addArrayOfLong(shown.toArray(Long[]::new))
                .addLong(low)
                .addOffsetDateTime(PreviewStore.sql(now.minus(KEPT)));
        return database.write(FORGET, forget)
                .compose(x -> seen.others(pool, channelId, low, high, shown, MOST_OF_A_PAGE))
                .compose(missing -> missing.isEmpty() ? Future.succeededFuture() : add(channelId, missing, now))
                .compose(x -> pool.query("SELECT count(*) FROM preview_watch").execute())
                .map(rows -> {
                    meters.watched(rows.iterator().next().getLong(0));
                    return null;
                });
    }

    private Future<Void> add(long channelId, List<Long> missing, Instant now) {
        Tuple of = Tuple.of(channelId)
                .addArrayOfLong(missing.toArray(Long[]::new))
                .addOffsetDateTime(PreviewStore.sql(now))
                .addInteger(MOST);
        Tuple which = Tuple.of(channelId).addArrayOfLong(missing.toArray(Long[]::new));
        return database.write(ADD, of)
                .compose(x -> pool.preparedQuery(LEFT_OUT).execute(which))
                .map(rows -> {
                    meters.unwatched(rows.iterator().next().getLong(0));
                    return null;
                });
    }

    /** The next post of a channel whose own page is to be asked for. */
    Future<Optional<Suspect>> due(long channelId, Instant now) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(channelId, PreviewStore.sql(now)))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Suspect(
                                row.getLong(0),
                                row.getOffsetDateTime(1) == null
                                        ? null
                                        : row.getOffsetDateTime(1).toInstant())));
    }

    /** Its page says for the first time that it is gone. */
    Future<Void> gone(long channelId, long messageId, Instant now, Instant checkAt) {
        return update(Tuple.of(channelId, messageId, PreviewStore.sql(now), false, PreviewStore.sql(checkAt)));
    }

    /** Its page shows it. */
    Future<Void> there(long channelId, long messageId, Instant checkAt) {
        return update(Tuple.of(channelId, messageId, null, true, PreviewStore.sql(checkAt)));
    }

    /** Nothing is known but that it must be asked for again; what was known stays. */
    Future<Void> unclear(long channelId, Suspect suspect, Instant checkAt) {
        Instant gone = suspect.goneAt();
        return update(Tuple.of(
                channelId,
                suspect.messageId(),
                gone == null ? null : PreviewStore.sql(gone),
                false,
                PreviewStore.sql(checkAt)));
    }

    /** It is deleted, and that is stored. */
    Future<Void> end(long channelId, long messageId) {
        return database.write(
                        "DELETE FROM preview_watch WHERE channel_id = $1 AND message_id = $2",
                        Tuple.of(channelId, messageId))
                .mapEmpty();
    }

    private Future<Void> update(Tuple values) {
        return database.write(UPDATE, values).mapEmpty();
    }
}
