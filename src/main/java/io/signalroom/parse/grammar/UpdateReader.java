package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;

/** Gathers the news of a post, word by word. */
final class UpdateReader {
    /** How far around a label its number, ordinal or "hit" may stand, in tokens. */
    private static final int REACH = 6;
    /** Longest post, in tokens, whose bare "stop" means that it was hit. */
    private static final int TERSE = 24;

    private final Page page;
    private final Nearby around;
    private final Verbs verbs;
    private final TargetNumber numbers;
    private final StopNews stops;
    private final Closing closing;
    private final Plot plot;
    private final LikelyNews likely;
    private final boolean assumed;
    private final UpdateEvidence news = new UpdateEvidence();
    private boolean everything;

    /** @param assumed true if the post is known to tell news, so that weaker signs are enough */
    UpdateReader(Page page, boolean assumed) {
        this.page = page;
        this.assumed = assumed;
        this.around = new Nearby(page);
        this.verbs = new Verbs(page);
        this.numbers = new TargetNumber(page);
        this.stops = new StopNews(page, around, verbs);
        this.closing = new Closing(page, around);
        this.plot = new Plot(page);
        this.likely = new LikelyNews(page, numbers, stops, closing, news);
    }

    /** What is told plainly; a terse post must name its coin. */
    UpdateEvidence plain(boolean named) {
        gather(plot.orders());
        if (!news.any() && named) {
            terse();
        }
        return news;
    }

    /** What is likely told. */
    UpdateEvidence likely() {
        gather(false);
        if (!news.any()) {
            likely.result();
        }
        likely.shared();
        return news;
    }

    private void gather(boolean plan) {
        for (int i = 0; i < page.size() && !plan; i++) {
            Token token = page.get(i);
            if (token.term() != null) {
                note(token, i);
            }
        }
        ticks();
    }

    /** Ticks at the prices of a list count its targets, if no label does. */
    private void ticks() {
        TickList list = TickList.of(page, assumed);
        news.underway = list.reached() > 0 && list.open();
        boolean plain = list.tells() || (list.numbered() > 0 && (assumed || page.has(Role.ICON, "TARGET")));
        if (plain && news.highestTarget == 0 && !(news.closed && !news.partial) && !news.stopHit) {
            news.targetHit = true;
            news.highestTarget = Math.max(list.reached(), list.numbered());
            news.tell(list.first());
        }
        boolean told = assumed || news.targetHit;
        news.allTargets = (news.allTargets || (everything && told && !news.stopHit)) && !list.open();
        if (news.targetHit && news.highestTarget == 0) {
            news.highestTarget = numbers.introduced();
        }
        if (assumed && !news.any()) {
            likely.tally();
            likely.counted();
        }
    }

    /** "SEI: stop" and "$X hit +312 %" tell the news without a plan's words. */
    private void terse() {
        if (news.bareStop && !page.has(Role.MOVE) && !plot.planned() && page.size() <= TERSE && !plot.gain()) {
            news.stopHit = true;
            news.tell(page.first(Role.STOP));
        } else if (page.size() <= TERSE && likely.sold() != null) {
            likely.part(likely.sold());
        } else if (plot.ran()) {
            news.targetHit = true;
            news.ran = true;
            news.tell(page.first(Role.HIT));
        }
    }

    private void note(Token token, int i) {
        switch (token.term().role()) {
            case TARGET -> target(token, i, false);
            case HIT -> {
                if (token.term().value().equals("TARGET")) {
                    target(token, i, true);
                }
            }
            case STOP -> stop(token, i);
            case ENTRY -> entry(token, i);
            case STOPPED -> stopped(token, i);
            case FILLED -> filled(token, i);
            case ALL -> everything |= verbs.complete(i) || (assumed && things(token));
            case BREAKEVEN -> breakeven(token, i);
            case CLOSE -> close(token, i);
            case CANCEL -> cancel(token, i);
            case BEFORE -> {
                news.early = true;
                news.cancelled |= page.has(Role.HIT);
                news.tell(token);
            }
            default -> {}
        }
    }

    /** "Everything", not only "each". */
    private boolean things(Token all) {
        return all.term().value().equals("THINGS") && !page.has(Role.STOP) && !page.has(Role.CLOSE);
    }

    private void stopped(Token token, int i) {
        if (!Verbs.neutral(token) || verbs.object(i) != Role.TARGET) {
            news.stopHit = true;
            news.tell(token);
        }
    }

    /** @param told true if the label itself says that the target is reached */
    private void target(Token token, int i, boolean told) {
        boolean stop = around.earlier(i, Role.MOVE, 3) && around.earlier(i, Role.STOP, REACH);
        boolean denied = around.denied(i) || around.earlier(i, Role.FORECAST, REACH) || stop;
        boolean hits = around.after(i, Role.HIT, REACH) || around.earlier(i, Role.HIT, REACH);
        boolean reached = told || hits || verbs.executed(i);
        int index = numbers.of(i);
        boolean ticked = around.tickAfter(i, REACH, index > 0);
        boolean all = index != 1 && (around.near(i, Role.ALL, 3) || last(token) || numbers.complete(i));
        boolean priced = around.pricedAfter(i);
        if (all && (reached || ticked || (assumed && !priced && index == 0)) && !denied) {
            news.allTargets = true;
            news.tell(token);
            return;
        }
        news.mentionedTarget = priced ? news.mentionedTarget : Math.max(news.mentionedTarget, index);
        boolean passed = around.earlier(i, Role.FORECAST, 2);
        news.passedTarget = passed ? Math.max(news.passedTarget, index) : news.passedTarget;
        boolean hit = (reached && !denied)
                || ticked
                || (index > 0 && !denied && around.taken(i, 3))
                || (index > 0 && !priced && !denied && (assumed || around.secured(i)));
        if (hit) {
            news.targetHit = true;
            news.highestTarget = Math.max(news.highestTarget, index);
            news.tell(token);
        }
    }

    private static boolean last(Token label) {
        return label.term().value().equals("LAST");
    }

    private void entry(Token token, int i) {
        boolean hit = around.after(i, Role.HIT, 3) || verbs.executed(i);
        if ((hit && !around.before(i, Role.FORECAST, REACH)) || around.tickAfter(i, REACH, false)) {
            news.entryFilled = true;
            news.tell(token);
        }
    }

    private void stop(Token token, int i) {
        Token moved = stops.struck(i) || stops.rest(i) ? null : stops.moved(i, assumed);
        if (moved != null) {
            news.stopMoved |= assumed || !around.conditional(i);
            news.newStop = news.stopMoved && news.newStop == null ? moved : news.newStop;
            news.tell(token);
        } else if (stops.hit(i)) {
            news.stopHit = true;
            news.tell(token);
        } else if (token.term().value().equals("MOVED") && !around.conditional(i)) {
            news.stopMoved = true;
            news.tell(token);
        } else {
            news.bareStop = true;
        }
    }

    /** "Filled" is said of targets and stops, "activated" of a token's pool, too. */
    private void filled(Token token, int i) {
        Role object = verbs.object(i);
        boolean others = object == Role.TARGET || object == Role.STOP;
        if (!others && !page.has(Role.LIQUIDITY) && !page.has(Kind.ADDRESS)) {
            news.entryFilled = true;
            news.tell(token);
        }
    }

    /** What is moved to break-even is the stop, named or not. */
    private void breakeven(Token token, int i) {
        if (around.before(i, Role.MOVE, 3) && (assumed || !around.conditional(i))) {
            news.stopMoved = true;
            news.newStop = news.newStop == null ? token : news.newStop;
            news.tell(token);
        }
    }

    private void cancel(Token token, int i) {
        boolean plain = !"MAYBE".equals(token.term().value());
        if ((assumed || (plain && !around.conditional(i))) && !tidies(i)) {
            news.cancelled = true;
            news.tell(token);
        }
    }

    /** "TP1 hit, cancel the remaining orders" only clears up after the news; "pull the stop up" moves it. */
    private boolean tidies(int i) {
        boolean rest = around.governs(i, Role.REMAINING, REACH) || around.governs(i, Role.ENTRY, REACH);
        boolean stop = around.governs(i, Role.STOP, 3) && stops.restated() != null;
        return (rest && news.any()) || stop;
    }

    private void close(Token token, int i) {
        if (!closing.told(i, assumed) || (!assumed && around.conditional(i))) {
            return;
        }
        boolean part = closing.part(i);
        news.partial |= part;
        news.whole |= !part && closing.whole(i);
        news.partialPercent = part && closing.share(i) != null ? closing.share(i) : news.partialPercent;
        news.closed = true;
        news.closeWord = token;
    }
}
