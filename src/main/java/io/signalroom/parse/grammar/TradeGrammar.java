package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
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

    /** Score of a coin that is tagged, labelled or in a pair. */
    private static final double TAGGED = 0.9;

    /** Longest post, in tokens, that a single price can carry. */
    private static final int TERSE = 60;

    private TradeGrammar() {}

    /**
     * The call on this page.
     *
     * @param parent signal that the post answers, which lends its coin to levels given later; may be null
     * @return null if the page is no call
     */
    public static ParsedSignal read(Page page, ParsedSignal parent) {
        Direction direction = Direction.of(page);
        Plan plan = PlanReader.read(page, direction.bullish());
        boolean priced = !plan.bestEntries().isEmpty() || plan.market != null || plan.hasTargets() || plan.hasStop();
        Subject subject = priced ? SubjectGrammar.best(page) : null;
        if (!priced || (subject == null && (parent == null || parent.fields().symbol() == null))) {
            return null;
        }
        return new Reading(page, direction, plan, subject, parent).judge();
    }

    /** One attempt, so that its parts need not be handed around. */
    private static final class Reading {
        private final Page page;
        private final Direction direction;
        private final Plan plan;
        private final Subject subject;
        private final ParsedSignal parent;
        private final String quote;
        private List<Price> entries;
        private List<Price> targets;
        private Price stop;

        Reading(Page page, Direction direction, Plan plan, Subject subject, ParsedSignal parent) {
            this.page = page;
            this.direction = direction;
            this.plan = plan;
            this.subject = subject;
            this.parent = parent;
            String written = subject == null ? parent.fields().quote() : subject.quote();
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
            for (Price price : plan.bestEntries()) {
                if (price.end() == number.end()) {
                    return true;
                }
            }
            return false;
        }

        ParsedSignal judge() {
            boolean satoshi = "BTC".equals(quote) || (page.has(Role.SATOSHI) && quote == null);
            PriceScale scale = new PriceScale(page.text(), satoshi, subject == null ? null : subject.symbol());
            entries = new ArrayList<>(scale.settle(Plan.once(plan.bestEntries())));
            targets = scale.settle(Plan.once(plan.targets));
            stop = scale.settle(plan.stop);
            entries.sort(Comparator.comparing(Price::value));
            int trend = Geometry.trend(entries, targets, stop);
            boolean leveraged = plan.leverage != null || page.has(Role.FUTURES);
            Side side = direction.settle(trend, leveraged);
            if (side == null && parts() == 3 && page.has(Role.SPOT)) {
                side = Side.BUY;
            }
            side = asParent(side);
            if (side == null || !accept(side)) {
                return null;
            }
            return draft(side);
        }

        /** Levels given later are meant for the side of the call they answer. */
        private Side asParent(Side side) {
            Side called =
                    parent == null || subject != null ? null : parent.fields().side();
            boolean agrees = side == null || (called != null && called.bullish() == side.bullish());
            return called != null && agrees && !direction.stated() ? called : side;
        }

        private int parts() {
            boolean entry = !entries.isEmpty() || plan.market != null;
            boolean target = !targets.isEmpty() || !plan.targetPercents.isEmpty();
            return (entry ? 1 : 0) + (target ? 1 : 0) + (plan.hasStop() ? 1 : 0);
        }

        /** The fewer parts a plan has, the surer the rest must be; talk that baits must be surer still. */
        private boolean accept(Side side) {
            double fit = Geometry.fit(side.bullish(), entries, targets, stop);
            double sure = subject == null ? 0.6 : subject.score();
            boolean stated = direction.word(side) != null;
            boolean bait = page.has(Role.BAIT);
            if (fit < MIN_FIT) {
                return false;
            }
            return switch (parts()) {
                case 3 -> sure >= (bait && !stated ? TAGGED : 0.5);
                case 2 -> {
                    boolean labelled = !plan.entries.isEmpty() || plan.hasStop();
                    boolean fits = fit > MIN_FIT && !bait && labelled;
                    yield sure >= (bait ? TAGGED : 0.5) && (stated || fits) && !question();
                }
                default -> stated && !bait && lone(sure);
            };
        }

        /** A single price is a call only in a short, plain post about a sure coin. */
        private boolean lone(double sure) {
            if (subject == null || page.size() > TERSE || question() || plan.stop != null) {
                return false;
            }
            boolean labelled = !plan.entries.isEmpty() || !plan.looseEntries.isEmpty();
            boolean entered = labelled || (plan.called && !plan.headPrices.isEmpty());
            boolean called = entered || plan.hasTargets() || (plan.market != null && plan.leverage != null);
            return called ? sure >= (plan.leverage != null ? 0.5 : 0.6) : plan.market != null && sure >= 0.9;
        }

        private boolean question() {
            for (int i = 0; i < page.size(); i++) {
                if (page.get(i).punct('?')) {
                    return true;
                }
            }
            return false;
        }

        private ParsedSignal draft(Side side) {
            double fit = Geometry.fit(side.bullish(), entries, targets, stop);
            double sure = 0.25 + 0.15 * parts() + 0.15 * (subject == null ? 0.5 : subject.score()) + 0.15 * fit;
            Draft draft = new Draft(page.text(), PostKind.TRADE_SIGNAL);
            coin(draft);
            Token word = direction.word(side);
            draft.mark("side", word, sure);
            draft.fields.side(side);
            draft.fields.entries(draft.values("entries", entries, sure));
            if (entries.isEmpty() && plan.market != null) {
                draft.mark("entryMarket", plan.market, sure).fields.entryMarket(true);
            }
            draft.fields.targets(draft.values("targets", targets, sure));
            if (targets.isEmpty()) {
                draft.fields.targetsPercent(draft.values("targetsPercent", plan.targetPercents, sure));
            }
            draft.fields.stopLoss(draft.value("stopLoss", stop, sure));
            draft.fields.stopLossPercent(draft.value("stopLossPercent", plan.stopPercent, sure));
            draft.fields.leverage(draft.value("leverage", plan.leverage, sure));
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
            Token exchange = page.first(Role.EXCHANGE);
            if (exchange != null) {
                draft.mark("exchange", exchange, 0.8)
                        .fields
                        .exchange(exchange.term().value());
            }
            if (plan.timeframe != null) {
                draft.mark("timeframe", plan.timeframe, 0.8).fields.timeframe(timeframe(plan.timeframe));
            }
        }

        private String timeframe(Token token) {
            int count = token.figure().value().intValue();
            char unit = page.text().lowerAt(token.end() - 1);
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
