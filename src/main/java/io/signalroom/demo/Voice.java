package io.signalroom.demo;

import io.signalroom.signal.ChannelInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * A demo channel and its habits.
 *
 * @param rate its share of the posts, relative to other channels
 * @param skill probability that the direction of a call follows the price's future, 0 to 1
 * @param candour probability that a loss is admitted rather than hidden, edited or deleted, 0 to 1
 * @param chase probability that it calls the coin that has just run most, 0 to 1
 * @param leverage usual multiplier, 0 for spot
 * @param layouts in which it writes calls, favourite first; empty unless it calls trades
 * @param copies username of the channel it repeats, or null
 * @param taste small number that fixes choices such as number style and footer
 */
record Voice(
        ChannelInfo info,
        Beat beat,
        String lang,
        double rate,
        double skill,
        double candour,
        double chase,
        int leverage,
        List<Layout> layouts,
        String copies,
        int taste) {
    private static final long FIRST_ID = -1_000_001;

    /** What a channel is about. */
    enum Beat {
        TRADES,
        COPIES,
        MEMES,
        PUMPS,
        MOVERS,
        LISTINGS,
        NEWS
    }

    /** All channels, in the order of their ids: -1000001, -1000002, ... */
    static List<Voice> all(Layouts trades) {
        List<Voice> voices = new ArrayList<>();
        for (String line : Resource.lines("channels.txt")) {
            voices.add(of(line, voices.size(), trades));
        }
        return List.copyOf(voices);
    }

    private static Voice of(String line, int ordinal, Layouts trades) {
        String[] part = line.split("\\|", -1);
        Beat beat = Beat.valueOf(part[2]);
        List<Layout> layouts = new ArrayList<>();
        if (beat == Beat.TRADES) {
            for (String name : part[9].split(",")) {
                layouts.add(trades.named(name));
            }
        }
        return new Voice(
                new ChannelInfo(FIRST_ID - ordinal, part[0], part[1], true),
                beat,
                part[3],
                Double.parseDouble(part[4]),
                Double.parseDouble(part[5]),
                Double.parseDouble(part[6]),
                Double.parseDouble(part[7]),
                Integer.parseInt(part[8]),
                List.copyOf(layouts),
                beat == Beat.COPIES ? part[9] : null,
                ordinal);
    }
}
