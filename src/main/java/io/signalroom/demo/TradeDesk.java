package io.signalroom.demo;

import io.signalroom.signal.PostKind;
import java.util.List;

/** Writes trade calls, lets other channels join in and repeat them, and hands each call to the {@link FollowUps}. */
final class TradeDesk {
    private static final long HOUR = 3_600;
    private static final long[] HORIZONS = {4 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR};
    private static final double BURST = 0.05;
    private static final double REPEATED = 0.6;

    private final World world;
    private final Agenda agenda;
    private final Dice dice;
    private final Scribe scribe;
    private final FollowUps followUps;
    private final List<Voice> callers;
    private final List<Voice> copiers;

    TradeDesk(World world, Agenda agenda, Dice dice) {
        this.world = world;
        this.agenda = agenda;
        this.dice = dice;
        scribe = new Scribe(world.footers);
        followUps = new FollowUps(world, agenda, dice, scribe);
        callers =
                world.voices.stream().filter(v -> v.beat() == Voice.Beat.TRADES).toList();
        copiers =
                world.voices.stream().filter(v -> v.beat() == Voice.Beat.COPIES).toList();
    }

    /** A coin and a direction. */
    private record Idea(Token token, boolean bullish) {}

    /** A new call, for the moment {@code at}. */
    Draft write(Voice voice, long at) {
        Layout layout = layout(voice);
        Idea idea = idea(voice, layout, at);
        if (dice.chance(BURST)) {
            for (int i = dice.from(2, 4); i > 0; i--) {
                joinIn(dice.pick(callers), voice, idea, at + dice.from(20, 720));
            }
        }
        return call(voice, layout, idea, at);
    }

    private void joinIn(Voice voice, Voice first, Idea idea, long at) {
        Layout layout = layout(voice);
        if (voice.info().id() != first.info().id()
                && expresses(layout, idea.bullish)
                && priced(layout, idea.token, at)) {
            agenda.post(at, call(voice, layout, idea, at));
        }
    }

    private Layout layout(Voice voice) {
        return dice.chance(0.5) ? voice.layouts().get(0) : dice.pick(voice.layouts());
    }

    private Draft call(Voice voice, Layout layout, Idea idea, long at) {
        Scene scene = new Scene();
        scene.at = at;
        scene.voice = voice;
        scene.walk = world.walk;
        scene.symbol = idea.token.symbol();
        scene.quote = layout.get("pair", "USDT");
        scene.bullish = idea.bullish;
        scene.leverage = leverage(voice);
        scene.exchange = Exchange.FUTURES.get(
                dice.chance(0.8) ? voice.taste() % Exchange.FUTURES.size() : dice.below(Exchange.FUTURES.size()));
        scene.timeframe = dice.pick(Timeframe.ALL);
        scene.number = dice.from(100, 9_999);
        long horizon = horizon(voice);
        double reach = idea.token.volatility() * Math.sqrt(horizon / (24.0 * HOUR));
        TradePlan.fill(scene, layout, price(layout, idea.token, at), reach, dice);
        long look = dice.next();
        Draft draft = scribe.write(scene, PostKind.TRADE_SIGNAL, layout, look);
        repeat(draft, at);
        followUps.plan(new FollowUps.Call(draft, scene, layout, look, horizon));
        return draft;
    }

    private void repeat(Draft draft, long at) {
        for (Voice copier : copiers) {
            if (copier.copies().equals(draft.voice().info().username()) && dice.chance(REPEATED)) {
                agenda.post(at + dice.from(2, 40), draft.repeatedBy(copier));
            }
        }
    }

    private Idea idea(Voice voice, Layout layout, long at) {
        boolean right = dice.chance(voice.skill());
        Token token = token(voice, layout, at);
        for (int i = 0; i < 4; i++) {
            boolean rises = world.walk.value(token.symbol(), at + horizon(voice)) > price(token, at);
            if (expresses(layout, rises == right)) {
                return new Idea(token, rises == right);
            }
            token = token(voice, layout, at);
        }
        return new Idea(token, !"short".equals(layout.get("only", "")));
    }

    private Token token(Voice voice, Layout layout, long at) {
        Token token = popular(layout, at);
        if (dice.chance(voice.chase())) {
            double most = run(token, at);
            for (int i = 0; i < 4; i++) {
                Token other = popular(layout, at);
                if (run(other, at) > most) {
                    token = other;
                    most = run(other, at);
                }
            }
        }
        return token;
    }

    /** A coin the layout can price, the well-known ones more often. */
    private Token popular(Layout layout, long at) {
        while (true) {
            double u = dice.unit();
            Token token = world.tokens.get((int) (world.tokens.size() * u * u));
            if (priced(layout, token, at)) {
                return token;
            }
        }
    }

    /** Prices in satoshi need coins that cost a fair number of them. */
    private boolean priced(Layout layout, Token token, long at) {
        double price = price(layout, token, at);
        return !layout.has("pair") || (price > 60e-8 && price < 0.02);
    }

    private static boolean expresses(Layout layout, boolean bullish) {
        return !layout.has("only") || "long".equals(layout.get("only", "")) == bullish;
    }

    private double price(Layout layout, Token token, long at) {
        double dollars = price(token, at);
        return layout.has("pair") ? dollars / world.walk.value(layout.get("pair", ""), at) : dollars;
    }

    private double price(Token token, long at) {
        return world.walk.value(token.symbol(), at);
    }

    /** How much the coin rose in the last two hours. */
    private double run(Token token, long at) {
        return price(token, at) / price(token, at - 2 * HOUR);
    }

    private static long horizon(Voice voice) {
        return HORIZONS[voice.taste() % HORIZONS.length];
    }

    private int leverage(Voice voice) {
        int usual = voice.leverage();
        return usual == 0 ? 0 : Math.max(2, dice.chance(0.6) ? usual : dice.chance(0.5) ? usual / 2 : usual * 3 / 2);
    }
}
