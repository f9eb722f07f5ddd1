package io.signalroom.ledger;

import io.signalroom.ledger.EventLog.Change;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import io.signalroom.signal.SignalState;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A signal on its way into the table.
 *
 * @param ordinal its place in the post, from 0
 * @param follows the alert whose levels it gives, or null
 */
record NewSignal(Waiting version, ParsedSignal signal, int ordinal, SignalId follows, SignalState state) {
    /** The columns of new rows; numbers go as text, so that each keeps its digits. */
    static final Columns<NewSignal> ROWS = new Columns<NewSignal>()
            .uuid("id", it -> it.id().value())
            .time("posted_at", it -> it.version.at())
            .time("first_seen_at", it -> it.version.firstSeenAt())
            .bigint("channel_id", it -> it.version.channelId())
            .bigint("message_id", it -> it.version.messageId())
            .integer("revision", it -> it.version.revision())
            .integer("ordinal", NewSignal::ordinal)
            .bigint("reply_to", it -> it.version.post().replyTo())
            .text("origin", it -> it.version.post().origin().wire())
            .text("kind", it -> it.signal.kind().wire())
            .integer("direction", it -> StoredSignal.direction(it.fields()))
            .real("confidence", it -> it.signal.confidence())
            .text("symbol", it -> it.fields().symbol())
            .text("quote", it -> it.fields().quote())
            .text("side", it -> name(it.fields().side()))
            .text("entries", it -> numbers(it.fields().entries()))
            .bool("entry_market", it -> it.fields().entryMarket())
            .text("targets", it -> numbers(it.fields().targets()))
            .text("targets_percent", it -> numbers(it.fields().targetsPercent()))
            .text("stop_loss", number(SignalFields::stopLoss))
            .text("stop_loss_percent", number(SignalFields::stopLossPercent))
            .text("leverage", number(SignalFields::leverage))
            .text("exchange", it -> it.fields().exchange())
            .text("timeframe", it -> it.fields().timeframe())
            .text("event", it -> name(it.fields().event()))
            .integer("target_index", it -> it.fields().targetIndex())
            .text("profit_percent", number(SignalFields::profitPercent))
            .bool("stop_moved", it -> it.fields().stopMoved())
            .text("new_stop", it -> it.fields().newStop())
            .text("partial_close", number(SignalFields::partialClose))
            .text("chain", it -> name(it.fields().chain()))
            .text("contract_address", it -> it.fields().contractAddress())
            .text("market_cap", number(SignalFields::marketCap))
            .text("liquidity", number(SignalFields::liquidity))
            .text("change_percent", number(SignalFields::changePercent))
            .text("symbols", it -> words(it.fields().symbols()))
            .text("spans", it -> Spans.stored(it.signal.spans()).encode())
            .text("state", it -> it.state.wire())
            .uuid("follows", it -> it.follows == null ? null : it.follows.value())
            .text("text", it -> it.version.post().text());

    // a version that was put back from quarantine is read after later ones, which found no signal to mark
    static final String INSERT = """
            INSERT INTO signal AS s (
                id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, reply_to, origin, kind,
                direction, confidence, symbol, quote, side, entries, entry_market, targets, targets_percent, stop_loss,
                stop_loss_percent, leverage, exchange, timeframe, event, target_index, profit_percent, stop_moved,
                new_stop, partial_close, chain, contract_address, market_cap, liquidity, change_percent, symbols, spans,
                edited_at, deleted_at, state, follows, search)
            SELECT r.id, r.posted_at, r.first_seen_at, r.channel_id, r.message_id, r.revision, r.ordinal, r.reply_to, r.origin,
                   r.kind, r.direction, r.confidence, r.symbol, r.quote, r.side, r.entries::numeric[], r.entry_market,
                   r.targets::numeric[], r.targets_percent::numeric[], r.stop_loss::numeric, r.stop_loss_percent::numeric,
                   r.leverage::numeric, r.exchange, r.timeframe, r.event, r.target_index, r.profit_percent::numeric,
                   r.stop_moved, r.new_stop, r.partial_close::numeric, r.chain, r.contract_address, r.market_cap::numeric,
                   r.liquidity::numeric, r.change_percent::numeric, r.symbols::text[], r.spans::json, later.at, d.deleted_at,
                   r.state, r.follows, to_tsvector('simple', left(r.text, 8192))
            FROM\s""" + ROWS.unnest("r") + """

            LEFT JOIN LATERAL (
                SELECT m.deleted_at FROM message_deletion m
                WHERE m.channel_id = r.channel_id AND m.message_id = r.message_id OFFSET 0) d ON true
            LEFT JOIN LATERAL (
                SELECT max(coalesce(v.edited_at, v.first_seen_at)) AS at FROM message v
                WHERE v.channel_id = r.channel_id AND v.message_id = r.message_id AND v.posted_at = r.posted_at
                  AND v.revision > r.revision OFFSET 0) later ON true
            WHERE r.revision = 1 OR NOT EXISTS (
                SELECT 1 FROM signal e
                WHERE e.channel_id = r.channel_id AND e.message_id = r.message_id AND e.posted_at = r.posted_at)
            ON CONFLICT DO NOTHING""" + Change.RETURNING;

    SignalId id() {
        return StoredSignal.idOf(version.post(), version.at(), ordinal);
    }

    private SignalFields fields() {
        return signal.fields();
    }

    private static Function<NewSignal, String> number(Function<SignalFields, BigDecimal> field) {
        return it -> {
            BigDecimal number = field.apply(it.fields());
            return number == null ? null : number.toPlainString();
        };
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static String numbers(List<BigDecimal> numbers) {
        return numbers.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Each in quotes, since NULL without them is no word. */
    private static String words(List<String> words) {
        return words.stream()
                .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
