package io.signalroom.demo;

import io.signalroom.signal.Chain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Slots of launches, listings and pumps. */
@SuppressWarnings("ImmutableEnumChecker") // the bodies hold no state
enum TokenSlot implements Slot {
    NAME((s, a, out) -> out.append(s.name)),
    /** The chain in the words of traders; {@code {chain|raw}} as a lower-case code. */
    CHAIN((s, a, out) -> {
        out.append(a.length > 0 ? Words.CODE.get(s.chain) : Words.NAME.get(s.chain));
        s.truth.chain(s.chain);
    }),
    /** The contract; the form of some addresses gives the chain away. */
    CA((s, a, out) -> {
        out.append(s.address);
        s.truth.contractAddress(s.address);
        if (!s.address.startsWith("0x")) {
            s.truth.chain(s.chain);
        }
    }),
    /** Somebody else's address in the style of Ethereum. */
    CREATOR((s, a, out) -> out.append(Addresses.hex(s.look))),
    /** {@code {mc|form}}, see {@link #money}. */
    MC((s, a, out) -> money(s.marketCap, a[0], out, v -> s.truth.marketCap(exact(v)))),
    LIQ((s, a, out) -> money(s.liquidity, a[0], out, v -> s.truth.liquidity(exact(v)))),
    /** {@code {symbols|separator}}: three coins at once. */
    SYMBOLS((s, a, out) -> {
        List<String> all = new ArrayList<>(List.of(s.symbol));
        while (all.size() < 3) {
            String other = s.look.pick(s.prose.tokens()).symbol();
            if (!all.contains(other)) {
                all.add(other);
            }
        }
        out.append(all.get(0)).append(", ").append(all.get(1)).append(a[0]).append(all.get(2));
        s.truth.symbol(s.symbol).symbols(all);
    }),
    /** The symbol with its letters spaced out. */
    SPACED((s, a, out) -> {
        for (int i = 0; i < s.symbol.length(); i++) {
            out.append(i == 0 ? "" : a[0]).append(s.symbol.charAt(i));
        }
        s.truth.symbol(s.symbol);
    }),
    MINUTES((s, a, out) -> out.append(s.minutes)),
    HOURS((s, a, out) -> out.append(s.minutes / 60)),
    /** A move in percent that the truth holds. */
    CHANGE((s, a, out) -> {
        NumberStyle.decimal(s.profit, 1, '.', out);
        s.truth.changePercent(BigDecimal.valueOf(s.profit, 1));
    });

    private final Slot body;

    TokenSlot(Slot body) {
        this.body = body;
    }

    @Override
    public void write(Scene scene, String[] arguments, StringBuilder out) {
        body.write(scene, arguments, out);
    }

    private static BigDecimal exact(double value) {
        return BigDecimal.valueOf(Math.round(value));
    }

    /** Forms: {@code k} 45K, {@code k2} 61.20K, {@code m} 1.9M, anything else 39,118. */
    private static void money(double value, String form, StringBuilder out, DoubleConsumer stated) {
        switch (form) {
            case "k" -> {
                long thousands = Math.max(1, Math.round(value / 1_000));
                out.append(thousands).append('K');
                stated.accept(thousands * 1_000.0);
            }
            case "k2" -> {
                long tens = Math.round(value / 10);
                NumberStyle.decimal(tens, 2, '.', out);
                out.append('K');
                stated.accept(tens * 10.0);
            }
            case "m" -> {
                long tenths = Math.max(1, Math.round(value / 100_000));
                NumberStyle.decimal(tenths, 1, '.', out);
                out.append('M');
                stated.accept(tenths * 100_000.0);
            }
            default -> {
                long whole = Math.round(value);
                NumberStyle.THOUSANDS.write(whole, 0, out);
                stated.accept((double) whole);
            }
        }
    }

    /** What chains are called. */
    private static final class Words {
        static final Map<Chain, String> NAME = Map.of(
                Chain.SOLANA,
                "Solana",
                Chain.ETHEREUM,
                "Ethereum",
                Chain.BSC,
                "BSC",
                Chain.BASE,
                "Base",
                Chain.TON,
                "TON",
                Chain.TRON,
                "Tron",
                Chain.ARBITRUM,
                "Arbitrum");
        static final Map<Chain, String> CODE = Map.of(
                Chain.SOLANA,
                "solana",
                Chain.ETHEREUM,
                "ethereum",
                Chain.BSC,
                "bsc",
                Chain.BASE,
                "base",
                Chain.TON,
                "ton",
                Chain.TRON,
                "tron",
                Chain.ARBITRUM,
                "arbitrum");
    }
}
