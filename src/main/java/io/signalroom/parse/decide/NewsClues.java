package io.signalroom.parse.decide;

import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.grammar.UpdateEvidence;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.SignalEvent;

/** Clues of updates, launches, listings and pumps. */
final class NewsClues {
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
            clues.add(coins == 0 ? Shape.NEWS_OF_NONE : coins == 1 ? Shape.NEWS_OF_ONE : Shape.NEWS_OF_MANY);
        } else {
            likely();
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
        clues.add(Shape.CONTRACT_AND_COIN, found.contract() != null && coin);
        clues.add(Shape.LAUNCH_COIN, page.has(Role.LAUNCH) && coin);
    }

    private void places() {
        boolean coin = !found.coins().isEmpty();
        boolean lists = page.has(Role.LIST) || page.has(Role.DELIST) || page.has(Role.RUMOUR);
        clues.add(Shape.EXCHANGE_LISTS, page.has(Role.EXCHANGE) && lists && coin);
        boolean time = page.has(Kind.DATE) || page.has(Role.MINUTES) || page.has(Role.HOURS) || page.has(Role.DAYS);
        clues.add(Shape.PUMP_TIME, page.has(Role.PUMP) && time);
        clues.add(Shape.PUMP_COIN, page.has(Role.PUMP) && coin);
        clues.add(Shape.PUMP_ENDS, page.has(Role.PUMP) && (page.has(Role.OUTCOME) || page.has(Role.CANCEL)));
        clues.add(Shape.PUMP_VENUE, page.has(Role.PUMP) && page.has(Role.EXCHANGE));
        clues.add(
                Shape.COIN_AND_VENUE,
                coin && page.has(Role.EXCHANGE) && found.plan().parts() == 0);
        clues.add(
                Shape.MOVED_IN_MINUTES,
                coin && page.has(Kind.PERCENT) && (page.has(Role.MINUTES) || page.has(Kind.TIMEFRAME)));
    }
}
