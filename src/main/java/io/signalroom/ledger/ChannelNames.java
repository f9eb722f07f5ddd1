package io.signalroom.ledger;

import com.google.re2j.Pattern;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns what a caller calls channels into their ids, so that the signals can be read by an index on the id. */
public final class ChannelNames {
    private static final String IDS = """
            SELECT id FROM channel
            WHERE id = ANY($1::bigint[]) OR lower(username) = ANY($2::text[]) ORDER BY id""";

    /** Short enough for a long, and without leading zeros. */
    private static final Pattern ID = Pattern.compile("-?[1-9][0-9]{0,17}");

    private ChannelNames() {}

    /**
     * The ids of known channels, each once. A username that moved stands for every channel that has it.
     *
     * @param idsOrNames ids, or usernames in any case, with or without @
     */
    public static Future<List<Long>> ids(SqlClient sql, List<String> idsOrNames) {
        Long[] ids = idsOrNames.stream()
                .filter(name -> ID.matcher(name).matches())
                .map(Long::valueOf)
                .toArray(Long[]::new);
        String[] names = idsOrNames.stream()
                .map(name -> (name.startsWith("@") ? name.substring(1) : name).toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        return sql.preparedQuery(IDS)
                .execute(Tuple.tuple().addArrayOfLong(ids).addArrayOfString(names))
                .map(rows -> {
                    List<Long> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(row.getLong(0)));
                    return found;
                });
    }
}
