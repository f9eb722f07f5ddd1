package io.signalroom.demo;

import io.signalroom.signal.ChannelInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every layout of the demo filled many times over: each trade layout by channels of every language and taste (which fixes
 * the number style, the digits and the footer), with all they later say about the call; launches, listings, pumps and noise
 * by channels of every language.
 */
final class EveryLayout {
    private static final long START = Instant.parse("2026-03-02T08:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    /** Covers every pair of number style and count of digits. */
    private static final int TASTES = 6;

    private static final int TOKEN_POSTS = 60;

    private final World world;
    private final Dice dice;
    private final List<String> languages;
    private final Map<String, List<Text>> texts = new TreeMap<>();
    private final Map<Long, DemoPost> posted = new HashMap<>();
    private long id;

    /**
     * A text.
     *
     * @param post what was written and what it states
     * @param answered the post it answers, or null
     */
    record Text(DemoPost post, DemoPost answered) {}

    private EveryLayout(long seed) {
        world = new World(seed);
        dice = new Dice(seed);
        languages = world.trades.all().stream().map(Layout::lang).distinct().toList();
    }

    /** All layouts as their files have them. */
    static EveryLayout written(long seed) {
        EveryLayout every = new EveryLayout(seed);
        for (String lang : every.languages) {
            every.world.trades.all().forEach(layout -> every.calls(layout, lang));
            every.tokens(lang);
        }
        return every;
    }

    /** The trade layouts in number styles that their channels do not use, as far as a reader could tell the numbers. */
    static EveryLayout inOtherNumbers(long seed) {
        EveryLayout every = new EveryLayout(seed);
        for (Layout layout : every.world.trades.all()) {
            for (NumberStyle style : NumberStyle.values()) {
                if (readable(layout, style)) {
                    every.calls(
                            new Layout(
                                    layout.name(),
                                    layout.lang(),
                                    layout.attributes(),
                                    List.of(style),
                                    layout.template()),
                            layout.lang());
                }
            }
        }
        return every;
    }

    /** Satoshi stay satoshi, a shortened tail needs plain digits, and no price has two currency signs. */
    private static boolean readable(Layout layout, NumberStyle style) {
        boolean satoshi = layout.numbers().contains(NumberStyle.SAT);
        boolean tail = layout.name().equals("short-tail");
        boolean signs = layout.name().equals("comma-decimals");
        return switch (style) {
            case SAT -> false;
            case DOLLAR, TRAILING_DOLLAR -> !layout.has("pair") && !signs;
            case K, THOUSANDS, COMMA -> !layout.has("pair");
            default -> !satoshi && !tail;
        };
    }

    /** By kind and layout. */
    Map<String, List<Text>> texts() {
        return texts;
    }

    /** Names as {@link #texts} has them of all layouts in the files. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        world.trades.all().forEach(layout -> names.add("TRADE_SIGNAL " + layout.name()));
        world.updates.all().forEach(layout -> names.add("SIGNAL_UPDATE " + layout.name()));
        world.multiples.all().forEach(layout -> names.add("SIGNAL_UPDATE " + layout.name()));
        world.launches.all().forEach(layout -> names.add("TOKEN_LAUNCH " + layout.name()));
        world.listings.all().forEach(layout -> names.add("LISTING " + layout.name()));
        world.pumps.all().forEach(layout -> names.add("PUMP_ALERT " + layout.name()));
        world.noise.all().forEach(layout -> names.add("NOISE " + layout.name()));
        return names;
    }

    private void calls(Layout layout, String lang) {
        for (int taste = 0; taste < TASTES; taste++) {
            Agenda agenda = new Agenda();
            long at = moment();
            post(
                    new TradeDesk(world, agenda, dice)
                            .write(voice(Voice.Beat.TRADES, lang, taste, List.of(layout)), at),
                    at);
            drain(agenda, at);
        }
    }

    private void tokens(String lang) {
        for (int i = 0; i < TOKEN_POSTS; i++) {
            Agenda agenda = new Agenda();
            TokenDesk desk = new TokenDesk(world, agenda, dice);
            long at = moment();
            post(desk.launch(voice(Voice.Beat.MEMES, lang, i, List.of()), at), at);
            post(desk.listing(voice(Voice.Beat.LISTINGS, lang, i, List.of()), at), at);
            post(desk.pump(voice(Voice.Beat.PUMPS, lang, i, List.of()), at), at);
            post(desk.mover(voice(Voice.Beat.MOVERS, lang, i, List.of()), at), at);
            post(new NoiseDesk(world, dice).write(voice(Voice.Beat.NEWS, lang, i, List.of()), at), at);
            drain(agenda, at);
        }
    }

    private void drain(Agenda agenda, long at) {
        for (Agenda.Task task = agenda.poll(at + 4 * DAY); task != null; task = agenda.poll(at + 4 * DAY)) {
            switch (task.act()) {
                case POST -> post(task.draft(), task.due());
                case EDIT -> add(task.draft().edited(task.revised(), Instant.ofEpochSecond(task.due())));
                case DELETE -> {}
            }
        }
    }

    private void post(Draft draft, long at) {
        DemoPost post = draft.post(++id, Instant.ofEpochSecond(at));
        posted.put(id, post);
        add(post);
    }

    private void add(DemoPost post) {
        Long answered = post.post().replyTo();
        texts.computeIfAbsent(post.written() + " " + post.layout(), name -> new ArrayList<>())
                .add(new Text(post, answered == null ? null : posted.get(answered)));
    }

    private long moment() {
        return START + (long) (300 * DAY * dice.unit());
    }

    private Voice voice(Voice.Beat beat, String lang, int taste, List<Layout> layouts) {
        ChannelInfo info = new ChannelInfo(-9, "demo_every_layout", "Every Layout", true);
        return new Voice(info, beat, lang, 1, 0.6, 0.5, 0.1, dice.from(2, 50), layouts, null, taste);
    }
}
