package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settles what the written numbers mean together: shortened tails, satoshi, lists glued by commas, points that group
 * thousands. Each rule looks at the other prices of the same plan.
 */
final class PriceScale {
    private static final int SATOSHI_PLACES = 8;
    /** In satoshi; hardly any coin costs more, so that {@code 92,101,118} are three prices and {@code 1,820,000} is one. */
    private static final double BITCOIN = 1e8;
    /** Beyond this ratio two prices of one plan can't both be written in full. */
    private static final double FAR = 10;

    /** Prices below which these are never quoted in dollars, so that {@code 2.480} must be 2480. */
    private static final Map<String, Integer> FLOORS =
            Map.of("BTC", 1000, "ETH", 50, "XAU", 500, "PAXG", 500, "MKR", 100, "YFI", 500, "BCH", 20, "BNB", 10);

    private final NormalText text;
    private final boolean satoshi;
    private final String symbol;
    private Price reference;
    private double level;

    /**
     * Rules for one plan.
     *
     * @param satoshi true if whole prices are satoshi
     * @param symbol base asset, for its plausible prices; may be null
     */
    PriceScale(NormalText text, boolean satoshi, String symbol) {
        this.text = text;
        this.satoshi = satoshi;
        this.symbol = satoshi ? null : symbol;
    }

    /** The numbers in full, in the order of the text, since later ones may be tails of earlier ones. */
    List<Mention> settle(List<Mention> mentions) {
        List<Mention> out = new ArrayList<>(mentions.size());
        for (Mention mention : mentions) {
            Price price = mention.price();
            if ((grouped(price) && list(price)) || commas(price)) {
                split(mention, out);
            } else {
                boolean near = mention.place() > 0
                        || (mention.labelled() && price.figure().digits() > 1);
                out.add(mention.with(settle(price, near)));
            }
        }
        return out;
    }

    /** {@code near} if a label or a neighbour says that it is a price at all, so that it may be a tail. */
    private Price settle(Price price, boolean near) {
        level = level == 0 ? price.approx() : level;
        Price full = near ? tail(price) : price;
        full = satoshi ? fromSatoshi(full) : symbol != null ? thousands(full) : full;
        Style style = price.figure().style();
        boolean written = style == Style.DECIMAL || style == Style.POINT_GROUP;
        if (written && full.value().equals(price.value())) {
            reference = price;
        }
        return full;
    }

    private Price thousands(Price price) {
        boolean grouped = price.figure().style() == Style.POINT_GROUP;
        return grouped && price.approx() < FLOORS.getOrDefault(symbol, 0)
                ? price.with(price.value().movePointRight(3))
                : price;
    }

    private static Price fromSatoshi(Price price) {
        boolean whole =
                price.value().scale() <= 0 || price.value().stripTrailingZeros().scale() <= 0;
        boolean unit = (whole && price.approx() >= 1) || price.approx() >= 10;
        return unit ? price.with(price.value().movePointLeft(SATOSHI_PLACES)) : price;
    }

    private Price tail(Price price) {
        if (reference == null || price.figure().style() != Style.WHOLE || text.at(price.start()) == '0') {
            return price;
        }
        int digits = price.figure().digits();
        BigDecimal whole = reference.value();
        boolean shorter = whole.scale() > 0 && digits <= whole.precision() && price.approx() > FAR * reference.approx();
        if (!shorter) {
            return price;
        }
        BigDecimal power = BigDecimal.TEN.pow(digits);
        BigDecimal head = new BigDecimal(whole.unscaledValue())
                .divideToIntegralValue(power)
                .multiply(power);
        BigDecimal joined = head.add(price.value()).movePointLeft(whole.scale());
        double ratio = joined.doubleValue() / reference.approx();
        return ratio > 1 / FAR && ratio < FAR ? price.with(joined) : price;
    }

    private static boolean grouped(Price price) {
        return switch (price.figure().style()) {
            case COMMA_GROUPS, SPACE_GROUPS -> true;
            default -> false;
        };
    }

    /** Satoshi have no decimals, so {@code 92,97} are two. */
    private boolean commas(Price price) {
        return satoshi
                && price.figure().style() == Style.DECIMAL
                && price.approx() >= 1
                && text.slice(price.start(), price.end()).indexOf(',') > 0;
    }

    /** Groups are a list where one number would lie far from the first price of the plan. */
    private boolean list(Price price) {
        return satoshi ? price.approx() > BITCOIN : level > 0 && price.approx() > 100 * level;
    }

    private void split(Mention mention, List<Mention> out) {
        Price price = mention.price();
        int from = price.start();
        for (int i = price.start(); i <= price.end(); i++) {
            if (!Letters.digit(text.at(i)) || i == price.end()) {
                if (i > from) {
                    BigDecimal value = new BigDecimal(text.slice(from, i));
                    Price part = Price.of(value, price.figure(), from, i);
                    out.add(mention.with(satoshi ? fromSatoshi(part) : part));
                }
                from = i + 1;
            }
        }
    }
}
