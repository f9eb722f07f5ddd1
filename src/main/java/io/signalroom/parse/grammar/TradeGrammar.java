package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.plan.Direction;
import io.signalroom.parse.plan.Geometry;
import io.signalroom.parse.plan.Plan;
import io.signalroom.parse.plan.Price;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a call to open a position: coin, direction, entry, targets, stop. */
public final class TradeGrammar {
    /** Below this share of prices on their right side the reading is wrong. */
    private static final double MIN_FIT = 0.5;

    private TradeGrammar() {}

    /**
     * The call found; a post that answers another may take its coin from there.
     *
     * @return null if coin, price or direction are missing, or the prices contradict the direction
     */
    public static ParsedSignal read(Findings found) {
        return read(found, null);
    }

    /** The same for one of several calls, with the leverage that holds for those that state none; may be null. */
    static ParsedSignal read(Findings found, Price leverage) {
        ParsedSignal parent = found.parent();
        boolean named =
                found.subject() != null || (parent != null && parent.fields().symbol() != null);
        return !named || found.plan().parts() == 0 ? null : new Reading(found, leverage).judge();
    }

    /** One attempt, so that its parts need not be handed around. */
    private static final class Reading {
        private final Findings found;
        private final Page page;
        private final Direction direction;
        private final Plan plan;
        private final Price leverage;
        private final Subject subject;
        private final ParsedSignal parent;
        private final String quote;
        private List<Price> entries;
        private List<Price> targets;
        private Price stop;

        Reading(Findings found, Price shared) {
            this.found = found;
            this.page = found.page();
            this.direction = found.direction();
            this.plan = found.plan();
            this.leverage = plan.leverage() != null ? plan.leverage() : shared;
            this.subject = found.subject();
            this.parent = found.parent();
            String written = found.quote();
            this.quote =
                    written == null && page.has(Role.SATOSHI) ? "BTC" : written == null ? quoteBehindPrice() : written;
        }

        /** "0.00000041 BTC" names the quote. */
        private String quoteBehindPrice() {
            for (int i = 1; i < page.size() && page.has(Role.QUOTE); i++) {
                Token token = page.get(i);

                if (token.is(Role.QUOTE)
                        && !token.tagged()
                        && page.get(i - 1).is(Token.Kind.NUMBER)
                        && price(page.get(i - 1))) {
                    return token.term().value();
                }
            }
            return null;
        }

        private boolean price(Token number) {
            for (Price price : plan.entries()) {
                if (price.end() == number.end()) {
                    return true;
                }
            }
            return false;
        }

        ParsedSignal judge() {
            entries = new ArrayList<>(plan.entries());
            targets = plan.targets();
            stop = plan.stop();
            entries.sort(Comparator.comparing(Price::value));
            int trend = Geometry.trend(entries, targets, stop);
            boolean leveraged = leverage != null || page.has(Role.FUTURES);
            Side side = direction.settle(trend, leveraged);
            if (side == null && plan.whole() && page.has(Role.SPOT)) {
                side = Side.BUY;
            }
            side = asPriced(asParent(side), leveraged);
            if (side == null || Geometry.fit(side.bullish(), entries, targets, stop) < MIN_FIT) {
                return null;
            }
            return draft(side);
        }

        /** A whole plan tells its side by itself, whatever a word of the story says: "after the downtrend broke". */
        private Side asPriced(Side side, boolean leveraged) {
            boolean whole = plan.whole() && stop != null && targets.size() > 1 && plan.basis() == Plan.Basis.LABEL;
            boolean against = side != null && whole && Geometry.fit(!side.bullish(), entries, targets, stop) == 1;
            if (!against) {
                return side;
            }
            return side.bullish() ? Side.SHORT : leveraged ? Side.LONG : Side.BUY;
        }

        /** Levels given later are meant for the side of the call they answer. */
        private Side asParent(Side side) {
            Side called =
                    parent == null || subject != null ? null : parent.fields().side();
            boolean agrees = side == null || (called != null && called.bullish() == side.bullish());
            return called != null && agrees && !direction.stated() ? called : side;
        }

        private ParsedSignal draft(Side side) {
            double fit = Geometry.fit(side.bullish(), entries, targets, stop);
            double sure = 0.25 + 0.15 * plan.parts() + 0.15 * (subject == null ? 0.5 : subject.score()) + 0.15 * fit;
            Draft draft = new Draft(page.text(), PostKind.TRADE_SIGNAL);
            coin(draft);
            Token word = direction.word(side);
            draft.mark("side", word, sure);
            draft.fields.side(side);
            draft.fields.entries(draft.values("entries", entries, sure));
            if (entries.isEmpty() && plan.market() != null) {
                draft.mark("entryMarket", plan.market(), sure).fields.entryMarket(true);
            }
            draft.fields.targets(draft.values("targets", targets, sure));
            if (targets.isEmpty()) {
                draft.fields.targetsPercent(draft.values("targetsPercent", plan.targetPercents(), sure));
            }
            draft.fields.stopLoss(draft.value("stopLoss", stop, sure));
            draft.fields.stopLossPercent(draft.value("stopLossPercent", plan.stopPercent(), sure));
            draft.fields.leverage(draft.value("leverage", leverage, sure));
            circumstances(draft);
            return draft.done(Math.min(0.99, word == null ? sure - 0.05 : sure + 0.05));
        }

        private void coin(Draft draft) {
            draft.fields.quote(quote);
            if (subject == null) {
                draft.fields.symbol(parent.fields().symbol());
                return;
            }
            draft.fields.symbol(subject.symbol());
            draft.mark("symbol", 0, subject.start(), subject.end(), subject.score());
            if (subject.quote() != null) {
                draft.mark("quote", 0, subject.start(), subject.end(), subject.score());
            }
        }

        private void circumstances(Draft draft) {
            Place exchange = Place.exchange(page, found.vocabulary());
            if (exchange != null) {
                draft.mark("exchange", 0, exchange.start(), exchange.end(), 0.8);
                draft.fields.exchange(exchange.name());
            }
            if (plan.timeframe() != null) {
                draft.mark("timeframe", plan.timeframe(), 0.8).fields.timeframe(timeframe(plan.timeframe()));
            }
        }

        private String timeframe(Token token) {
            boolean million = token.figure().approx() >= 1e6;
            int count = (int)
                    (million ? token.figure().approx() / 1e6 : token.figure().approx());
            Token word = plan.timeframeUnit();
            if (word != null) {
                return count
                        + (word.is(Role.MINUTES)
                                ? "m"
                                : word.is(Role.HOURS)
                                        ? "h"
                                        : word.term().value().equals("WEEK") ? "w" : "d");
            }
            char unit = token.mark() == Token.NONE
                    ? page.text().lowerAt(token.end() - 1)
                    : Character.toLowerCase(token.mark());
            return count
                    + switch (unit) {
                        case 'h', 'ч' -> "h";
                        case 'd', 'д' -> "d";
                        case 'w', 'н' -> "w";
                        default -> "m";
                    };
        }
    }
}
