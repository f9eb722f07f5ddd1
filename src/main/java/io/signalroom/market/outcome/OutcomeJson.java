package io.signalroom.market.outcome;

import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;

/** The JSON of fills, exits and horizons, as stored and shown. Written by hand: a million of them are written at once. */
final class OutcomeJson {
    private static final MathContext PRICE = new MathContext(10);
    private static final double TEN_THOUSAND = 1e4;

    private OutcomeJson() {}

    static String fills(Outcome outcome) {
        return trades(outcome.fills(), i -> null);
    }

    static String exits(Outcome outcome) {
        int targets = outcome.targetsHit();
        String end = outcome.state() == State.STOPPED ? "stop" : "expiry";
        return trades(outcome.exits(), i -> i < targets ? "target" : end);
    }

    /** Null where nothing is measured at horizons, or none has passed. */
    static String horizons(Horizons horizons) {
        if (horizons == null || horizons.passed() == 0) {
            return null;
        }
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < horizons.passed(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(Horizons.NAMES.get(i)).append("\":");
            Double percent = horizons.percent(i);
            json.append(percent == null ? "null" : String.valueOf(rounded(percent)));
        }
        return json.append('}').toString();
    }

    private interface Cause {
        String of(int i);
    }

    private static String trades(List<Trade> trades, Cause by) {
        if (trades.isEmpty()) {
            return "[]";
        }
        StringBuilder json = new StringBuilder(96 * trades.size());
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            json.append(i == 0 ? "[{\"at\":\"" : ",{\"at\":\"")
                    .append(Instant.ofEpochMilli(trade.at()))
                    .append("\",\"price\":\"")
                    .append(price(trade.price()))
                    .append("\",\"part\":")
                    .append(rounded(trade.part()));
            String cause = by.of(i);
            if (cause != null) {
                json.append(",\"by\":\"").append(cause).append('"');
            }
            json.append('}');
        }
        return json.append(']').toString();
    }

    private static String price(double price) {
        BigDecimal plain = new BigDecimal(price, PRICE).stripTrailingZeros();
        return plain.toPlainString();
    }

    private static double rounded(double value) {
        return Math.round(value * TEN_THOUSAND) / TEN_THOUSAND;
    }
}
