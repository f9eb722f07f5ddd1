package io.signalroom.ledger;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.ChannelInfo;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * The channel of an export that does not say what it is of. It is named by its id, by {@code @} and its username, or by its title;
 * Telegram's id or a title that nobody has makes a new one.
 */
public final class ImportTarget {
    private static final int MOST_DIGITS = 15;
    private static final String BOT_API = "-100";

    private static final String FIND = """
            SELECT id, username, title FROM channel
            WHERE origin <> 'demo' AND id <> -1
              AND (id = $1 OR lower(username) = lower($2) OR (NOT $3 AND lower(title) = lower($2)))
            ORDER BY id = $1 DESC, lower(username) = lower($2) DESC NULLS LAST LIMIT 3""";

    private static final String MAKE = """
            INSERT INTO channel (id, title, origin, source)
            SELECT least(-2, (SELECT min(id) - 1 FROM channel)), $1, 'imported', 'import'
            RETURNING id, username, title""";

    /**
     * The channel that is meant, made if there is none.
     *
     * @param name as the caller wrote it, not blank
     * @return with an empty title if it is new and only its id is known; fails with {@link Failure#UNPROCESSABLE}
     */
    public Future<ChannelInfo> of(SqlConnection tx, String name) {
        long id = id(name);
        boolean marked = name.startsWith("@");
        String bare = marked ? name.substring(1) : name;
        return tx.query("LOCK TABLE channel IN SHARE ROW EXCLUSIVE MODE")
                .execute()
                .compose(x -> tx.preparedQuery(FIND).execute(Tuple.of(id, bare, marked)))
                .compose(rows -> {
                    List<Row> found = rows.stream().toList();
                    if (found.size() > 1 && !sure(found.get(0), id, bare)) {
                        return refused("More than one channel is called " + name + ": give its id.");
                    }
                    if (!found.isEmpty()) {
                        return Future.succeededFuture(info(found.get(0)));
                    }
                    if (id < 0) {
                        return refused("There is no channel " + name + " here, and an id below zero makes none."
                                + " Give Telegram's id, a username behind @, or a title for a new one.");
                    }
                    if (id != 0) {
                        return Future.succeededFuture(new ChannelInfo(id, null, "", false));
                    }
                    return marked
                            ? refused("There is no channel " + name + " here. Give its id, or a title for a new one.")
                            : tx.preparedQuery(MAKE)
                                    .execute(Tuple.of(bare))
                                    .map(made -> info(made.iterator().next()));
                });
    }

    private static boolean sure(Row first, long id, String name) {
        return first.getLong("id") == id || name.equalsIgnoreCase(first.getString("username"));
    }

    private static ChannelInfo info(Row row) {
        return new ChannelInfo(row.getLong("id"), row.getString("username"), row.getString("title"), false);
    }

    private static <T> Future<T> refused(String why) {
        return Future.failedFuture(new DomainException(Failure.UNPROCESSABLE, why));
    }

    /** Telegram's bare id, which the Bot API writes -100 before, or one of our own below zero; 0 if it is none. */
    private static long id(String name) {
        boolean own = name.startsWith("-") && !name.startsWith(BOT_API);
        String digits = name.startsWith(BOT_API) ? name.substring(BOT_API.length()) : own ? name.substring(1) : name;
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? (own ? -1 : 1) * Long.parseLong(digits) : 0;
    }
}
