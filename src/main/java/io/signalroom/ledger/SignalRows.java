package io.signalroom.ledger;

import io.signalroom.signal.Chain;
import io.signalroom.signal.Origin;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads rows of the table {@code signal}. */
final class SignalRows {
    /** The columns of the signal; the table's alias is {@code s}. */
    static final String OF_SIGNAL = """
            s.id, s.posted_at, s.first_seen_at, s.channel_id, s.message_id, s.revision, s.reply_to, s.origin, s.kind, s.confidence,
            s.symbol, s.quote, s.side, s.entries, s.entry_market, s.targets, s.targets_percent, s.stop_loss,
            s.stop_loss_percent, s.leverage, s.exchange, s.timeframe, s.event, s.target_index, s.profit_percent,
            s.stop_moved, s.new_stop, s.partial_close, s.chain, s.contract_address, s.market_cap, s.liquidity,
            s.change_percent, s.symbols, s.edited_at, s.deleted_at, s.state,
            s.judged_at, s.follows""";

    private static final String OF_CHANNEL = """
            , c.username, c.title,
            CASE WHEN s.kind = 'signal_update'
                 THEN (SELECT l.signal_id FROM claim l WHERE l.update_id = s.id) END AS claim_of,""" + " ";

    /** What a query selects that shows signals; the channel's alias is {@code c}. */
    static final String COLUMNS = OF_SIGNAL + OF_CHANNEL + StoredOutcome.OF_SIGNAL;

    /** The same without outcomes, for those who parse and measure. */
    static final String UNMEASURED = OF_SIGNAL + OF_CHANNEL + "NULL::json AS outcome";

    /** What a plan is made of, without the channel, marks and claims; the table's alias is {@code s}. */
    static final String OF_CALL = """
            s.id, s.first_seen_at, s.channel_id, s.origin, s.kind, s.symbol, s.quote, s.side, s.entries, s.entry_market,
            s.targets, s.targets_percent, s.stop_loss, s.stop_loss_percent, s.leverage, s.timeframe,
            s.contract_address""";

    private SignalRows() {}

    static StoredCall call(Row row) {
        return new StoredCall(
                new SignalId(row.getUUID("id")),
                row.getLong("channel_id"),
                Origin.ofWire(row.getString("origin")),
                PostKind.ofWire(row.getString("kind")),
                Times.instant(row.getOffsetDateTime("first_seen_at")),
                plan(row).build());
    }

    static StoredSignal signal(Row row) {
        return new StoredSignal(
                new SignalId(row.getUUID("id")),
                source(row),
                PostKind.ofWire(row.getString("kind")),
                fields(row),
                row.getFloat("confidence"),
                new StoredSignal.Marks(
                        Times.instant(row.getOffsetDateTime("edited_at")),
                        Times.instant(row.getOffsetDateTime("deleted_at")),
                        SignalState.ofWire(row.getString("state")),
                        row.getValue("judged_at") != null),
                new StoredSignal.Links(id(row, "claim_of"), id(row, "follows")),
                StoredOutcome.of(row.getJsonObject("outcome")));
    }

    private static StoredSignal.Source source(Row row) {
        return new StoredSignal.Source(
                row.getLong("channel_id"),
                row.getString("username"),
                row.getString("title"),
                row.getLong("message_id"),
                row.getInteger("revision"),
                row.getLong("reply_to"),
                Origin.ofWire(row.getString("origin")),
                Times.instant(row.getOffsetDateTime("first_seen_at")));
    }

    private static SignalFields.Builder plan(Row row) {
        return SignalFields.builder()
                .symbol(row.getString("symbol"))
                .quote(row.getString("quote"))
                .side(named(row, "side", Side::valueOf))
                .entries(decimals(row, "entries"))
                .entryMarket(row.getBoolean("entry_market"))
                .targets(decimals(row, "targets"))
                .targetsPercent(decimals(row, "targets_percent"))
                .stopLoss(row.getBigDecimal("stop_loss"))
                .stopLossPercent(row.getBigDecimal("stop_loss_percent"))
                .leverage(row.getBigDecimal("leverage"))
                .timeframe(row.getString("timeframe"))
                .contractAddress(row.getString("contract_address"));
    }

    private static SignalFields fields(Row row) {
        return plan(row)
                .exchange(row.getString("exchange"))
                .event(named(row, "event", SignalEvent::valueOf))
                .targetIndex(row.getInteger("target_index"))
                .profitPercent(row.getBigDecimal("profit_percent"))
                .stopMoved(row.getBoolean("stop_moved"))
                .newStop(row.getString("new_stop"))
                .partialClose(row.getBigDecimal("partial_close"))
                .chain(named(row, "chain", Chain::valueOf))
                .marketCap(row.getBigDecimal("market_cap"))
                .liquidity(row.getBigDecimal("liquidity"))
                .changePercent(row.getBigDecimal("change_percent"))
                .symbols(List.of(row.getArrayOfStrings("symbols")))
                .build();
    }

    private static SignalId id(Row row, String column) {
        UUID value = row.getUUID(column);
        return value == null ? null : new SignalId(value);
    }

    private static <T> T named(Row row, String column, Function<String, T> read) {
        String name = row.getString(column);
        return name == null ? null : read.apply(name);
    }

    private static List<BigDecimal> decimals(Row row, String column) {
        return List.of(row.getArrayOfBigDecimals(column));
    }
}
