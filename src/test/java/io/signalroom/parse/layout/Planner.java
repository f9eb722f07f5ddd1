package io.signalroom.parse.layout;

import io.signalroom.parse.layout.Plan.Coin;
import io.signalroom.parse.layout.Plan.EntryKind;
import io.signalroom.signal.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Makes plans, as many kinds as channels post. Combinations that the labelling rules leave arguable are not made. */
final class Planner {
    private static final List<String> EXCHANGES = List.of(
            "BINANCE",
            "BYBIT",
            "KUCOIN",
            "OKX",
            "GATE",
            "MEXC",
            "BITGET",
            "BINGX",
            "HUOBI",
            "BITMEX",
            "COINBASE",
            "KRAKEN");
    private static final List<String> FRAMES = List.of("5m", "15m", "30m", "1h", "4h", "1d", "1w");
    private static final List<Integer> MULTIPLIERS = List.of(2, 3, 5, 7, 8, 10, 12, 15, 20, 25, 50, 75, 100);

    private final Coins coins;

    Planner(Coins coins) {
        this.coins = coins;
    }

    /** The plan of these dice. */
    Plan roll(Dice dice) {
        boolean satoshi = dice.chance(7);
        boolean rising = satoshi || dice.chance(65);
        EntryKind kind = kind(dice);
        int entries = entries(dice, kind);
        int targets = dice.between(1, dice.chance(20) ? 8 : 5);
        Ladder prices = satoshi
                ? Ladder.ofSatoshi(dice, rising, entries, targets)
                : Ladder.ofDollars(dice, rising, entries, targets);
        boolean percents = kind != EntryKind.MARKET && dice.chance(3);
        boolean written = kind == EntryKind.MARKET || percents || dice.chance(90);
        int leverage = satoshi || dice.chance(35) ? 0 : dice.pick(MULTIPLIERS);
        int stop = dice.between(0, 99);
        return new Plan(
                coin(dice, satoshi, prices.entries().get(0).doubleValue()),
                side(dice, rising, written, leverage > 0, satoshi),
                written,
                kind,
                kind == EntryKind.MARKET ? List.of() : prices.entries(),
                percents ? List.of() : prices.targets(),
                percents ? gains(dice, targets) : List.of(),
                stop < 88 ? prices.stop() : null,
                stop >= 88 && stop < 95 ? dice.between(2, 12) : 0,
                leverage,
                leverage > 4 && dice.chance(20) ? dice.between(2, leverage - 2) : 0,
                dice.chance(30) ? dice.pick(EXCHANGES) : null,
                dice.chance(15) ? dice.pick(FRAMES) : null,
                satoshi,
                prices.decimals());
    }

    private static EntryKind kind(Dice dice) {
        int roll = dice.between(0, 99);
        return roll < 45
                ? EntryKind.ZONE
                : roll < 87 ? EntryKind.LADDER : roll < 94 ? EntryKind.NEAR : EntryKind.MARKET;
    }

    private static int entries(Dice dice, EntryKind kind) {
        return switch (kind) {
            case ZONE -> 2;
            case LADDER -> dice.chance(30) ? dice.between(1, 4) : 1;
            case NEAR, MARKET -> 1;
        };
    }

    private Coin coin(Dice dice, boolean satoshi, double price) {
        if (satoshi) {
            return coins.roll(dice, "BTC", price);
        }
        int roll = dice.between(0, 99);
        String quote = roll < 78 ? "USDT" : roll < 82 ? "USD" : roll < 85 ? "USDC" : roll < 87 ? "BUSD" : null;
        return coins.roll(dice, quote, price);
    }

    /** Without a word for it a rising call is BUY, or LONG with leverage; a falling one is SHORT. */
    private static Side side(Dice dice, boolean rising, boolean written, boolean leverage, boolean satoshi) {
        if (!written) {
            return !rising ? Side.SHORT : leverage ? Side.LONG : Side.BUY;
        }
        boolean futures = !satoshi && (leverage || dice.chance(60));
        return rising ? futures ? Side.LONG : Side.BUY : futures || dice.chance(70) ? Side.SHORT : Side.SELL;
    }

    private static List<Integer> gains(Dice dice, int count) {
        List<Integer> gains = new ArrayList<>();
        int gain = 0;
        for (int i = 0; i < count; i++) {
            gain += dice.between(2, 15);
            gains.add(gain);
        }
        return gains;
    }

    /** {@code price} as the label holds it: without trailing zeros. */
    static BigDecimal trimmed(BigDecimal price) {
        BigDecimal trimmed = price.stripTrailingZeros();
        return trimmed.scale() < 0 ? trimmed.setScale(0) : trimmed;
    }
}
