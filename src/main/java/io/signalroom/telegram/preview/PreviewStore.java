package io.signalroom.telegram.preview;

import io.signalroom.ledger.SeenPosts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far channels are read by their public names. */
final class PreviewStore {
    /** A name that is another channel's now begins anew. */
    private static final String OPEN = """
            INSERT INTO preview_channel AS c (name, channel_id, added, first_read_at, read_at, read_to)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET
                channel_id = excluded.channel_id, added = c.added OR excluded.added,
                first_read_at = CASE WHEN c.channel_id = $2 THEN c.first_read_at ELSE excluded.first_read_at END,
                read_at = CASE WHEN c.channel_id = $2 THEN c.read_at ELSE excluded.read_at END,
                read_to = CASE WHEN c.channel_id = $2 THEN c.read_to ELSE excluded.read_to END,
                hole_low = CASE WHEN c.channel_id = $2 THEN c.hole_low END,
                hole_high = CASE WHEN c.channel_id = $2 THEN c.hole_high END,
                hole_since = CASE WHEN c.channel_id = $2 THEN c.hole_since END,
                hole_pages = CASE WHEN c.channel_id = $2 THEN c.hole_pages ELSE 0 END""";

    private static final String READ = """
            SELECT channel_id, first_read_at, read_at, read_to, hole_low, hole_high, hole_since, hole_pages
            FROM preview_channel WHERE name = $1""";

    private static final String HOLE = """
            UPDATE preview_channel SET hole_low = $2, hole_high = $3, hole_since = $4, hole_pages = $5 WHERE name = $1""";

    private static final String REACHED = """
            UPDATE preview_channel SET read_to = greatest(read_to, $2), read_at = $3 WHERE name = $1""";

    private final Fenced database;
    private final Pool pool;
    private final SeenPosts seen = new SeenPosts();

    PreviewStore(Fenced database) {
        this.database = database;
        this.pool = database.pool();
    }

    /** Names that operators added and whose row in the ledger is another's by now. */
    Future<List<String>> added() {
        return pool.query("SELECT name FROM preview_channel WHERE added ORDER BY first_read_at, name")
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /** How far a name is read; empty if it never was. */
    Future<Optional<Progress>> find(String name) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(key(name)))
                .map(rows -> rows.stream().findFirst().map(PreviewStore::progress));
    }

    /**
     * How far a name is read that is this channel's. The first time everything stored of that channel counts as read.
     *
     * @param added whether an operator's row gave way
     * @param now when the page was asked for
     */
    Future<Progress> open(String name, long channelId, boolean added, Instant now) {
        return seen.newest(pool, channelId)
                .compose(newest -> database.write(
                        OPEN,
                        Tuple.of(
                                key(name),
                                channelId,
                                added,
                                sql(now),
                                sql(newest.map(SeenPosts.Place::postedAt).orElse(now)),
                                newest.map(SeenPosts.Place::messageId).orElse(0L))))
                .compose(x -> find(name))
                .map(Optional::orElseThrow);
    }

    /** Notes what is left to be read below; before it is read above, so that a crash between forgets nothing. */
    Future<Void> hole(String name, Optional<Progress.Hole> hole) {
        return database.write(
                        HOLE,
                        Tuple.of(
                                key(name),
                                hole.map(Progress.Hole::low).orElse(null),
                                hole.map(Progress.Hole::high).orElse(null),
                                hole.map(it -> sql(it.since())).orElse(null),
                                hole.map(Progress.Hole::pages).orElse(0)))
                .mapEmpty();
    }

    /** Notes that a newest page is stored. */
    Future<Void> reached(String name, long messageId, Instant now) {
        return database.write(REACHED, Tuple.of(key(name), messageId, sql(now))).mapEmpty();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Progress progress(Row row) {
        Optional<Progress.Hole> hole = Optional.ofNullable(row.getLong("hole_low"))
                .map(low -> new Progress.Hole(
                        low, row.getLong("hole_high"), time(row, "hole_since"), row.getInteger("hole_pages")));
        return new Progress(
                row.getLong("channel_id"),
                time(row, "first_read_at"),
                time(row, "read_at"),
                row.getLong("read_to"),
                hole);
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static OffsetDateTime sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
