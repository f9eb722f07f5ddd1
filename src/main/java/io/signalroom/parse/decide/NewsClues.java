package io.signalroom.parse.decide;

import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.grammar.UpdateEvidence;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.SignalEvent;

/** Clues of updates, launches, listings and pumps. */
final class NewsClues {
    private static final int MOST_OF_LINKED = 24;

    /** Most words of a post that tells a time and nothing else: "60 seconds left". */
    private static final int MOST_ALONE = 3;

    private final ClueSet clues;
    private final Findings found;
    private final Page page;

    NewsClues(ClueSet clues, Findings found) {
        this.clues = clues;
        this.found = found;
        this.page = found.page();
    }

    void add() {
        UpdateEvidence news = found.news();
        SignalEvent event = news.event();
        clues.add(shape(event));
        clues.add(Shape.NEWS_TARGET_NUMBERED, event != null && news.highestTarget() > 0);
        clues.add(Shape.NEWS_RAN, news.ran());
        clues.add(Shape.BARE_STOP, news.bareStop());
        if (event != null) {
            int coins = found.sureCoins();
            clues.add(Shape.NEWS_ADVERT, clues.baits("PROMO") || clues.baits("STATS"));
            clues.add(Shape.NEWS_OF_SEVERAL, coins > 2);
            clues.add(coins == 0 ? Shape.NEWS_OF_NONE : coins == 1 ? Shape.NEWS_OF_ONE : Shape.NEWS_OF_MANY);
        } else if (!found.plan().whole()) {
            likely(); // whoever states a whole plan tells no news that needs guessing
        }
        clues.add(Shape.NEWS_UNDERWAY, news.underway());
        launch();
        places();
    }

    /** What the post would tell if it were known to tell news. */
    private void likely() {
        UpdateEvidence likely = UpdateEvidence.assumed(page);
        SignalEvent event = likely.event();
        if (event != null) {
            boolean target = event == SignalEvent.TARGET_HIT || event == SignalEvent.ALL_TARGETS_HIT;
            boolean stop = event == SignalEvent.STOP_HIT || event == SignalEvent.STOP_MOVED;
            clues.add(target ? Shape.LIKELY_TARGET : stop ? Shape.LIKELY_STOP : Shape.LIKELY_OTHER);
            clues.add(Shape.LIKELY_NUMBERED, likely.highestTarget() > 0);
        }
    }

    private static Shape shape(SignalEvent event) {
        if (event == null) {
            return Shape.NO_NEWS;
        }
        return switch (event) {
            case TARGET_HIT -> Shape.NEWS_TARGET;
            case ALL_TARGETS_HIT -> Shape.NEWS_ALL_TARGETS;
            case STOP_HIT -> Shape.NEWS_STOP;
            case ENTRY_FILLED -> Shape.NEWS_FILLED;
            case CLOSED -> Shape.NEWS_CLOSED;
            case PARTIAL_CLOSED -> Shape.NEWS_PARTIAL;
            case CANCELLED -> Shape.NEWS_CANCELLED;
            default -> Shape.NEWS_STOP_MOVED;
        };
    }

    private void launch() {
        boolean coin = found.subject() != null && found.subject().score() >= 0.5;
        clues.add(Shape.CONTRACT, found.contract() != null);
        clues.add(Shape.FRAUD_ADDRESS, page.has(Kind.ADDRESS) && clues.baits("SCAM"));
        clues.add(Shape.CONTRACT_AND_COIN, found.contract() != null && coin);
        clues.add(Shape.LAUNCH_COIN, page.has(Role.LAUNCH) && coin);
    }

    private void places() {
        boolean coin = !found.coins().isEmpty();
        boolean soon = page.has(Role.MINUTES) || page.has(Role.HOURS);
        boolean time = soon || page.has(Kind.DATE) || page.has(Role.DAYS);
        venue(coin);
        if (page.has(Role.PUMP)) {
            pump(coin, time, soon);
        }
        clues.add(Shape.PUMP_STAGE, pumpStage());
        boolean gain = page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE);
        clues.add(Shape.PUMP_GAIN, page.has(Role.OUTCOME) && gain);
        clues.add(Shape.COUNTING_DOWN, page.has(Role.REMAINING) && soon && !page.has(Role.BAIT));
        clues.add(Shape.COIN_REVEALED, coin && page.has(Role.REVEAL));
        clues.add(Shape.COIN_LINKED, coin && page.has(Kind.LINK) && page.size() <= MOST_OF_LINKED);
        clues.add(Shape.COIN_NEXT, page.has(Role.REMAINING, "NEXT"));
        boolean timed = time || page.has(Role.SCHEDULE) || page.has(Role.REMAINING);
        boolean pump = page.has(Role.PUMP) || page.has(Role.REVEAL);
        boolean counts = soon || page.has(Role.COUNTED, "SECONDS");
        clues.add(Shape.TIME_ALONE, counts && page.has(Kind.NUMBER) && words(page) <= MOST_ALONE);
        clues.add(Shape.TIME_ONLY, timed && !coin && !pump && !page.has(Role.EXCHANGE));
        boolean moved = coin && page.has(Kind.PERCENT) && (page.has(Role.MINUTES) || page.has(Kind.TIMEFRAME));
        clues.add(Shape.MOVED_IN_MINUTES, moved && !page.has(Role.ASIDE, "TALK"));
    }

    private void venue(boolean coin) {
        if (!page.has(Role.EXCHANGE)) {
            return;
        }
        boolean lists = page.has(Role.LIST) || page.has(Role.DELIST) || page.has(Role.RUMOUR);
        boolean plan = found.plan().parts() > 0;
        boolean leverage = page.has(Role.LEVERAGE) || found.plan().leverage() != null;
        clues.add(Shape.EXCHANGE_LISTS, lists && coin);
        clues.add(Shape.VENUE_ONLY, !lists && !page.has(Role.PUMP));
        clues.add(Shape.VENUE_LEVERAGE, !lists && leverage && !plan);
        clues.add(Shape.COIN_AND_VENUE, coin && !plan);
    }

    private void pump(boolean coin, boolean time, boolean soon) {
        boolean off = page.has(Role.CANCEL);
        clues.add(Shape.PUMP_TIME, time);
        clues.add(Shape.PUMP_COIN, coin);
        clues.add(Shape.PUMP_ENDS, off || page.has(Role.OUTCOME));
        clues.add(Shape.PUMP_OFF, off);
        clues.add(Shape.PUMP_NEAR, soon && page.has(Role.REMAINING));
        clues.add(Shape.PUMP_PLANNED, page.has(Role.EXCHANGE) && (page.has(Kind.DATE) || page.has(Role.SCHEDULE)));
        clues.add(Shape.PUMP_VENUE, page.has(Role.EXCHANGE));
    }

    private static int words(Page page) {
        return page.size() - page.count(Kind.PUNCT) - page.count(Kind.NEWLINE);
    }

    private boolean pumpStage() {
        return page.has(Role.REMAINING, "PUMP")
                || page.has(Role.SCHEDULE, "PUMP")
                || page.has(Role.REVEAL, "PUMP")
                || page.has(Role.OUTCOME, "PUMP");
    }
}
