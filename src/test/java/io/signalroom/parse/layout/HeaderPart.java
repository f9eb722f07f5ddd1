package io.signalroom.parse.layout;

import io.signalroom.parse.layout.Plan.Coin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The headline: the coin, and whatever else the channel puts beside it. */
final class HeaderPart {
    /** What a headline has told already. */
    enum Told {
        SIDE,
        EXCHANGE,
        TIMEFRAME,
        LEVERAGE,
        ENTRY
    }

    private final Pen pen;
    private final Plan plan;
    private final Dice dice;
    private final SmallParts small;
    private final Set<Told> told = EnumSet.noneOf(Told.class);

    HeaderPart(Pen pen, SmallParts small) {
        this.pen = pen;
        this.plan = pen.plan;
        this.dice = pen.dice;
        this.small = small;
    }

    /** What the headline has told; filled by {@link #fields}. */
    Set<Told> told() {
        return told;
    }

    /** The headline's lines. */
    List<Field> fields(EntryPart entry) {
        Shape shape = pen.style.shape();
        if (shape == Shape.COLUMNS || shape == Shape.TABLE && dice.chance(60) || shape.free() && dice.chance(22)) {
            pen.note("header", "labelled");
            return List.of(Field.of("coin", pen.word("subject"), pair()));
        }
        List<Field> fields = new ArrayList<>();
        if (shape.free() && dice.chance(25)) {
            pen.note("header", "title");
            fields.add(Field.bare("title", framed(pen.title())));
        }
        fields.add(Field.bare("header", shape == Shape.GLUED ? glued() : headline(entry)));
        return fields;
    }

    private String glued() {
        told.add(Told.SIDE);
        return plan.coin().symbol() + plan.coin().quote() + " " + plan.side();
    }

    private String headline(EntryPart entry) {
        String line = plan.sideWritten() && dice.chance(72) ? withSide() : framed(pair());
        String more = timeframe() + leverage() + exchange();
        boolean onlySide = told.equals(EnumSet.of(Told.SIDE)) && entry.fitsHeadline();
        if (onlySide && dice.chance(pen.style.shape() == Shape.LINE ? 45 : 8)) {
            told.add(Told.ENTRY);
            return line + dice.pick(" ", " @ ", " @", " ") + entry.bare();
        }
        return line + more;
    }

    /** A capital M would be months or millions where no label says what it is. */
    private String timeframe() {
        if (plan.timeframe() == null || dice.chance(50)) {
            return "";
        }
        told.add(Told.TIMEFRAME);
        pen.note("header", "timeframe");
        boolean small = plan.timeframe().endsWith("m") || dice.chance(50);
        return " " + (small ? plan.timeframe() : plan.timeframe().toUpperCase(Locale.ROOT));
    }

    private String leverage() {
        if (plan.leverage() == 0 || dice.chance(75)) {
            return "";
        }
        told.add(Told.LEVERAGE);
        pen.note("header", "leverage");
        return dice.chance(50) ? " " + small.multiplier(false) : " (" + small.multiplier(false) + ")";
    }

    private String exchange() {
        if (plan.exchange() == null || dice.chance(70)) {
            return "";
        }
        told.add(Told.EXCHANGE);
        pen.note("header", "exchange");
        return " (" + small.brand() + ")";
    }

    private String withSide() {
        told.add(Told.SIDE);
        String side = small.sideWord();
        String pair = pair();
        String arrow = plan.rising() ? dice.pick("📈", "🟢", "🔼", "🚀") : dice.pick("📉", "🔴", "🔽");
        int roll = dice.between(0, 11);
        pen.note("headline", "form " + roll);
        return switch (roll) {
            case 0, 1 -> pair + " " + side;
            case 2, 3 -> side + " " + pair;
            case 4 -> pair + " (" + side + ")";
            case 5 -> side + ": " + pair;
            case 6 -> pair + " | " + side;
            case 7 -> arrow + " " + side + " " + pair;
            case 8 -> pair + " " + side + " " + arrow;
            case 9 -> "#" + side.replace(' ', '_').replace('-', '_') + " " + pair;
            case 10 -> pair + " - " + side;
            default -> framed(pair + " " + side);
        };
    }

    private String framed(String line) {
        String sign = dice.pick("", "", "", "", "⚡⚡", "🔥", "📊", "💎", "🚨", "📍", "⭐️");
        return sign.isEmpty() ? line : dice.chance(60) ? sign + " " + line + " " + sign : sign + " " + line;
    }

    /** The coin with its quote, in one of the ways channels join them. */
    String pair() {
        Coin coin = plan.coin();
        String written = coin.quote() == null ? alone(coin) : joined(coin);
        boolean known = coin.bare() || coin.quote() != null;
        boolean lower = pen.style.letters() == Style.Letters.LOWER && known && dice.chance(50);
        return lower ? written.toLowerCase(Locale.ROOT) : written;
    }

    private String alone(Coin coin) {
        if (coin.name() != null) {
            pen.note("pair", "name");
            return coin.name();
        }
        String tag = coin.bare() ? dice.pick("#", "$", "#", "") : dice.pick("#", "$");
        pen.note("pair", "alone " + tag);
        return tag + coin.symbol();
    }

    private String joined(Coin coin) {
        boolean dollar = coin.quote().equals("USD") || coin.quote().equals("BUSD");
        boolean bars = pen.style.shape().free() && !pen.style.labelEnd().contains("|");
        String joint = dice.pick(
                "/",
                "/",
                "/",
                "/",
                "-",
                "_",
                " / ",
                dollar ? "/" : "",
                dollar ? "/" : "",
                dollar ? "/" : "",
                bars ? "|" : "/",
                dice.pick("#", "\\", "/ ", "."));
        if (joint.equals(".") || joint.equals("#") && !pen.style.shape().free()) {
            joint = "/";
        }
        String tag = dice.pick("", "", "#", "#", "$");
        String end = joint.isEmpty() && coin.quote().equals("USDT") && dice.chance(15)
                ? dice.pick(".P", "PERP", "-PERP")
                : "";
        pen.note("pair", tag + "x" + joint + "y" + end);
        return tag + coin.symbol() + joint + coin.quote() + end;
    }
}
