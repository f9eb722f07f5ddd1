package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Figure.Style;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

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

    private final Page page;
    private final NormalText text;
    private final Market market;
    private final boolean satoshi;
    private boolean commaDecimal;
    private Price reference;
    private double level;

    /** Rules for one plan. */
    PriceScale(Page page, Market market) {
        this.page = page;
        this.text = page.text();
        this.market = market;
        this.satoshi = market.satoshi();
    }

    /** The numbers in full, in the order of the text, since later ones may be tails of earlier ones. */
    List<Mention> settle(List<Mention> mentions) {
        List<Mention> out = new ArrayList<>(mentions.size());
        commaDecimal = commaGroups(mentions) && market.commaDecimal(page);
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
        if (commaDecimal && price.figure().style() == Style.COMMA_GROUP) {
            return price.with(price.value().movePointLeft(3));
        }
        full = satoshi ? fromSatoshi(full) : thousands(full);
        Style style = price.figure().style();
        boolean written = style == Style.DECIMAL || style == Style.POINT_GROUP;
        if (written && full.value().equals(price.value())) {
            reference = price;
        }
        return full;
    }

    private static boolean commaGroups(List<Mention> mentions) {
        for (Mention mention : mentions) {
            if (mention.price().figure().style() == Style.COMMA_GROUP) {
                return true;
            }
        }
        return false;
    }

    private Price thousands(Price price) {
        boolean grouped = price.figure().style() == Style.POINT_GROUP;
        return grouped && price.approx() < market.floor()
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
