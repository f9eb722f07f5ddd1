package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.SignalEvent;

/** What a post that is known to tell news most likely tells, where it says nothing plainly. */
final class LikelyNews {
    private final Page page;
    private final Nearby around;
    private final TargetNumber numbers;
    private final StopNews stops;
    private final Closing closing;
    private final Plot plot;
    private final UpdateEvidence news;

    LikelyNews(Page page, TargetNumber numbers, StopNews stops, Closing closing, UpdateEvidence news) {
        this.page = page;
        this.around = new Nearby(page);
        this.numbers = numbers;
        this.stops = stops;
        this.closing = closing;
        this.plot = new Plot(page);
        this.news = news;
    }

    /** "4/4", "2 of 5" without any label counts targets. */
    void tally() {
        boolean shared = sold() != null;
        for (int i = 1; i < page.size() && !news.targetHit && !shared; i++) {
            int part = page.get(i - 1).is(Role.ASIDE) || around.before(i, Role.ASIDE, 3) ? 0 : numbers.part(i);
            if (part > 0) {
                news.targetHit = true;
                news.allTargets = part > 1 && part == numbers.number(i + 1);
                news.highestTarget = part;
                news.tell(page.get(i - 1));
            }
        }
    }

    /** "Smacked 4️⃣": the number of a target beside the verb. */
    void counted() {
        for (int i = 0; i < page.size() && page.has(Kind.INDEX) && page.has(Role.HIT); i++) {
            boolean beside =
                    page.get(i).is(Kind.INDEX) && (around.before(i, Role.HIT, 1) || around.after(i, Role.HIT, 1));
            if (beside && numbers.number(i) > 0) {
                news.targetHit = true;
                news.highestTarget = Math.max(news.highestTarget, numbers.number(i));
                news.tell(page.get(i));
            }
        }
    }

    /** "Half taken, move the stop to break-even": the share is named before the stop. */
    void shared() {
        boolean moved = news.stopMoved && news.event() == SignalEvent.STOP_MOVED && news.eventWord != null;
        for (int i = 0; i < page.size() && moved && page.has(Role.HALF); i++) {
            Token token = page.get(i);
            boolean half = token.is(Role.HALF) && token.term().value().isEmpty();
            if (half && token.start() < news.eventWord.start()) {
                news.closed = true;
                news.partial = true;
                news.closeWord = token;
                return;
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
        if (soldOut()) {
            news.closed = true;
            news.tell(page.first(Role.SIDE));
            return;
        }
        Token part = page.has(Role.HALF) ? page.first(Role.HALF) : sold();
        if (part != null) {
            part(part);
            return;
        }
        outcome();
    }

    /** Notes that a part was closed, as this share or word tells. */
    void part(Token share) {
        news.closed = true;
        news.partial = true;
        news.partialPercent = share.is(Kind.PERCENT) ? share : null;
        news.tell(share);
    }

    private void outcome() {
        boolean loss = plot.loss() || (page.has(Role.LOSS) && !page.has(Role.PROFIT));
        Token restated = loss ? null : stops.restated();
        if (restated != null) {
            news.stopMoved = true;
            news.newStop = restated;
            news.tell(restated);
        } else if (page.has(Role.BEFORE)) {
            news.cancelled = true;
            news.tell(page.first(Role.BEFORE));
        } else if (loss || (page.has(Role.STOP) && !page.has(Role.TARGET))) {
            news.stopHit = true;
            news.tell(page.first(Role.STOP));
        } else if (entered()) {
            news.entryFilled = true;
            news.tell(page.first(page.has(Role.ENTRY) ? Role.ENTRY : Role.HIT));
        } else if (page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE) || page.has(Role.TARGET)) {
            news.targetHit = true;
            news.tell(page.first(Role.TARGET));
        } else if (page.has(Role.MOVE)) {
            news.stopMoved = true;
            news.tell(page.first(Role.MOVE));
        }
    }

    /** "We went long", "entry at 101.5": no target and no gain is spoken of. */
    private boolean entered() {
        boolean gain = page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE) || page.has(Role.TARGET);
        boolean reached = page.has(Role.HIT) && page.has(Role.SIDE);
        return !gain && (reached || (page.has(Role.ENTRY) && page.has(Kind.NUMBER)));
    }

    /** "Sell everything". */
    private boolean soldOut() {
        for (int i = 0; i < page.size() && page.has(Role.ALL); i++) {
            if (sells(page.get(i)) && around.near(i, Role.ALL, 2)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sells(Token token) {
        return token.is(Role.SIDE) && token.term().value().equals("SELL");
    }

    /** The share in "sell 25 %", "40 % of it sold" and "sell 1/3"; null if none is sold. */
    Token sold() {
        Token share = null;
        boolean told = page.has(Kind.PERCENT) || page.has(Kind.PUNCT);
        for (int i = 0; i < page.size() && told && page.has(Role.SIDE) && share == null; i++) {
            share = !sells(page.get(i)) ? null : closing.fraction(i) ? page.get(i) : closing.share(i);
        }
        return share;
    }
}
