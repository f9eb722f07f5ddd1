package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** What a post that is known to tell news most likely tells, where it says nothing plainly. */
final class LikelyNews {
    private final Page page;
    private final Nearby around;
    private final TargetNumber numbers;
    private final StopNews stops;
    private final Plot plot;
    private final UpdateEvidence news;

    LikelyNews(Page page, TargetNumber numbers, StopNews stops, UpdateEvidence news) {
        this.page = page;
        this.around = new Nearby(page);
        this.numbers = numbers;
        this.stops = stops;
        this.plot = new Plot(page);
        this.news = news;
    }

    /** "4/4", "2 of 5" without any label counts targets. */
    void tally() {
        for (int i = 1; i < page.size() && !news.targetHit; i++) {
            int part = page.get(i - 1).is(Role.ASIDE) || around.before(i, Role.ASIDE, 3) ? 0 : numbers.part(i);
            if (part > 0) {
                news.targetHit = true;
                news.allTargets = part > 1 && part == numbers.number(i + 1);
                news.highestTarget = part;
                news.tell(page.get(i - 1));
            }
        }
    }

    /** News told by its result alone: a loss was stopped, a gain reached a target. */
    void result() {
        if (page.has(Role.ALL) && page.has(Role.HIT) && !plot.loss()) {
            news.allTargets = true;
            news.tell(page.first(Role.HIT));
            return;
        }
        Token part = page.has(Role.HALF) ? page.first(Role.HALF) : sold();
        if (part != null) {
            news.closed = true;
            news.partial = true;
            news.partialPercent = part.is(Kind.PERCENT) ? part : null;
            news.tell(part);
            return;
        }
        outcome();
    }

    private void outcome() {
        boolean loss = plot.loss() || (page.has(Role.LOSS) && !page.has(Role.PROFIT));
        Token restated = loss ? null : stops.restated();
        if (restated != null) {
            news.stopMoved = true;
            news.newStop = restated;
            news.tell(restated);
        } else if (loss || (page.has(Role.STOP) && !page.has(Role.TARGET))) {
            news.stopHit = true;
            news.tell(page.first(Role.STOP));
        } else if (page.has(Role.HIT) && page.has(Role.SIDE) && !page.has(Kind.PERCENT) && !page.has(Role.TARGET)) {
            news.entryFilled = true;
            news.tell(page.first(Role.HIT));
        } else if (page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE) || page.has(Role.TARGET)) {
            news.targetHit = true;
            news.tell(page.first(Role.TARGET));
        } else if (page.has(Role.MOVE)) {
            news.stopMoved = true;
            news.tell(page.first(Role.MOVE));
        }
    }

    /** The share in "sell 25 %"; null if none is sold. */
    private Token sold() {
        for (int i = 0; i + 1 < page.size() && page.has(Kind.PERCENT); i++) {
            Token token = page.get(i);
            Token share = page.get(i + 1);
            boolean sells = token.is(Role.SIDE) && token.term().value().equals("SELL");
            if (sells
                    && share.is(Kind.PERCENT)
                    && share.mark() == Token.NONE
                    && share.figure().approx() <= 100) {
                return share;
            }
        }
        return null;
    }
}
