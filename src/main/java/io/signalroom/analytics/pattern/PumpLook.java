package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.PumpStages.Alert;
import io.signalroom.signal.SignalEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Looks at the pump alerts of the last week. */
final class PumpLook implements Look {
    private static final Duration BACK = Duration.ofDays(7);

    private static final String ALERTS = """
            SELECT id, posted_at, channel_id, event, symbol FROM signal
            WHERE kind = 'pump_alert' AND origin = $1 AND posted_at > $2 AND posted_at <= $3 AND event = ANY ($4::text[])
              AND withdrawn_at IS NULL AND state = 'published'
            ORDER BY posted_at DESC, id DESC LIMIT 5000""";

    @Override
    public Set<PatternKind> kinds() {
        return Set.of(PatternKind.PUMP_STAGE);
    }

    @Override
    public Future<List<Pattern>> at(SqlClient sql, Scene scene) {
        String[] events = PumpStages.EVENTS.stream().map(SignalEvent::name).toArray(String[]::new);
        return sql.preparedQuery(ALERTS)
                .execute(scene.back(BACK).addArrayOfString(events))
                .map(rows -> PumpStages.find(rows.stream().map(PumpLook::alert).toList(), scene.names()));
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.getUUID("id"),
                row.getOffsetDateTime("posted_at").toInstant(),
                row.getLong("channel_id"),
                SignalEvent.valueOf(row.getString("event")),
                row.getString("symbol"));
    }
}
