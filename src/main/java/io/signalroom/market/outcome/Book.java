package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.market.candle.CandleSeries;
import io.signalroom.market.candle.Market;
import io.signalroom.signal.SignalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of one feed that are followed, by market. Everything in it can be made again from the tables. */
final class Book {
    /** Most calls in it; those beyond wait in the table. */
    static final int MOST = 500_000;

    private final Map<Market, Map<SignalId, Tracker>> markets = new LinkedHashMap<>();
    private final Map<SignalId, Market> homes = new HashMap<>();

    /** Takes a call in, in place of what it held of that signal; false if there is no room. */
    boolean add(Tracker tracker) {
        SignalId id = tracker.call().id();
        remove(id);
        if (homes.size() >= MOST) {
            return false;
        }
        homes.put(id, tracker.call().market());
        markets.computeIfAbsent(tracker.call().market(), m -> new LinkedHashMap<>())
                .put(id, tracker);
        return true;
    }

    void remove(SignalId id) {
        Market home = homes.remove(id);
        if (home != null) {
            Map<SignalId, Tracker> calls = markets.get(home);
            calls.remove(id);
            if (calls.isEmpty()) {
                markets.remove(home);
            }
        }
    }

    int size() {
        return homes.size();
    }

    /** Up to when each market's foremost calls have seen candles. */
    Map<Market, Long> fronts() {
        Map<Market, Long> fronts = new HashMap<>();
        markets.forEach((market, calls) -> calls.values().stream()
                .filter(Tracker::begun)
                .mapToLong(Tracker::from)
                .max()
                .ifPresent(from -> fronts.put(market, from)));
        return fronts;
    }

    /** Calls that have seen no candle yet, and those that a hole keeps behind the others of their market. */
    List<Tracker> behind() {
        Map<Market, Long> fronts = fronts();
        List<Tracker> behind = new ArrayList<>();
        markets.forEach((market, calls) -> calls.values().stream()
                .filter(tracker -> !tracker.begun() || tracker.from() < fronts.get(market))
                .forEach(behind::add));
        return behind;
    }

    /** What the foremost calls of each market need next. */
    List<Stretch> next(long until) {
        List<Stretch> stretches = new ArrayList<>();
        fronts().forEach((market, from) -> {
            if (from < until) {
                stretches.add(new Stretch(market, Instant.ofEpochMilli(from), Instant.ofEpochMilli(until)));
            }
        });
        return stretches;
    }

    /** Forgets all calls of these markets. */
    void removeAll(Collection<Market> gone) {
        gone.forEach(market -> {
            Map<SignalId, Tracker> calls = markets.remove(market);
            if (calls != null) {
                homes.keySet().removeAll(calls.keySet());
            }
        });
    }

    /** Leads the foremost calls along new candles; gives those with news. */
    List<Tracker> follow(Map<Market, CandleSeries> candles) {
        Map<Market, Long> fronts = fronts();
        List<Tracker> news = new ArrayList<>();
        candles.forEach((market, series) -> {
            for (Tracker tracker : markets.getOrDefault(market, Map.of()).values()) {
                if (tracker.begun() && tracker.from() == fronts.get(market)) {
                    tracker.follow(series);
                    if (tracker.news()) {
                        news.add(tracker);
                    }
                }
            }
        });
        return news;
    }
}
