package io.signalroom.demo;

import io.signalroom.signal.Chain;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;

/**
 * Everything a text can mention. A desk fills in what its kind of post needs, a template's slots write it out, and each
 * slot that writes a value also enters it in {@link #truth}: so the truth holds exactly what the text states.
 */
final class Scene {
    /** Second of the post. */
    long at;

    Voice voice;
    PriceWalk walk;
    Prose prose;

    /** Decides wording; the same look gives the same words. */
    Dice look;

    SignalFields.Builder truth;

    String symbol;
    String quote = "USDT";
    boolean bullish;
    NumberStyle style = NumberStyle.PLAIN;
    int scale;
    /** In units of the scale; the one nearest to the market first. */
    long[] entries = {};

    long[] targets = {};
    long stop;
    int leverage;
    Exchange exchange = Exchange.BINANCE;
    Timeframe timeframe = Timeframe.HOUR_4;
    int number;

    /** Target an update speaks of, from 1. */
    int index;
    /** In tenths of a percent, negative for a loss. */
    int profit;
    /** Time passed or time left. */
    int minutes;

    String name;
    Chain chain;
    String address;
    double marketCap;
    double liquidity;

    /** The price these units stand for. */
    BigDecimal decimal(long units) {
        BigDecimal value = BigDecimal.valueOf(units, scale);
        return scale < 0 ? value.setScale(0) : value;
    }

    void price(long units, StringBuilder out) {
        style.write(units, scale, out);
    }

    /** What the position gains at a target, in percent, leverage included. */
    double gain(int target) {
        double entry = entries[0];
        double move = (targets[target] - entry) / entry * 100;
        return (bullish ? move : -move) * Math.max(1, leverage);
    }
}
