package io.signalroom.demo;

import java.util.List;

/** What every writer shares, whatever its seed: channels, coins, the invented market and ways to write; names are by seed. */
final class World {
    final Layouts trades = Layouts.read("trade.txt", "lang");
    final Layouts updates = Layouts.read("updates.txt", "event");
    final Layouts multiples = Layouts.read("multiples.txt", "event");
    final Layouts launches = Layouts.read("launches.txt", "group");
    final Layouts listings = Layouts.read("listings.txt", "event");
    final Layouts pumps = Layouts.read("pumps.txt", "moment");
    final Layouts noise = Layouts.read("noise.txt", "group");
    final Layouts footers = Layouts.read("footers.txt", "group");
    final List<Token> tokens = Token.all();
    final List<Voice> voices = Voice.all(trades);
    final PriceWalk walk = PriceWalk.market();
    private final long seed;
    private Prose prose;

    World(long seed) {
        this.seed = seed;
    }

    /** Names and phrases, made when first needed. */
    Prose prose() {
        if (prose == null) {
            prose = Prose.of(seed, tokens);
        }
        return prose;
    }
}
