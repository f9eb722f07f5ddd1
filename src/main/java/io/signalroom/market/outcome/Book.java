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

    /** Up to when each market's calls have seen candles. */
    Map<Market, Long> seenTo() {
        Map<Market, Long> seen = new HashMap<>();
        markets.forEach((market, calls) -> calls.values().stream()
                .filter(Tracker::begun)
                .mapToLong(Tracker::from)
                .min()
                .ifPresent(from -> seen.put(market, from)));
        return seen;
    }

    /** Calls that have seen no candle yet. */
    List<Tracker> fresh() {
        return markets.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(tracker -> !tracker.begun())
                .toList();
    }

    /** What the calls that go on need next, one stretch a market. */
    List<Stretch> next(long until) {
        List<Stretch> stretches = new ArrayList<>();
        seenTo().forEach((market, from) -> {
            if (from < until) {
                stretches.add(new Stretch(market, Instant.ofEpochMilli(from), Instant.ofEpochMilli(until)));
            }
        });
        return stretches;
    }

    /** Leads the calls that have begun along new candles; gives those with news. */
    List<Tracker> follow(Map<Market, CandleSeries> candles) {
        List<Tracker> news = new ArrayList<>();
        candles.forEach((market, series) -> {
            for (Tracker tracker : markets.getOrDefault(market, Map.of()).values()) {
                if (tracker.begun()) {
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
