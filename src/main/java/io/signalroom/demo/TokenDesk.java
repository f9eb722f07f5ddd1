package io.signalroom.demo;

import io.signalroom.signal.Chain;
import io.signalroom.signal.PostKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes launches of new tokens, listings, pumps and mover alerts, with what follows them. */
final class TokenDesk {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    /** As a ticker, each means the metal to any reader, whatever its token is called. */
    private static final Set<String> METALS = Set.of("GOLD", "SILVER", "COPPER", "PLATINUM");

    /** A ticker that ends so would be read as a pair: VIOLETH as VIOL in ETH. */
    private static final List<String> QUOTES = List.of("USD", "BTC", "ETH", "BNB", "EUR", "JPY", "GBP", "TRY", "KRW");

    private final World world;
    private final Agenda agenda;
    private final Dice dice;
    private final Scribe scribe;

    TokenDesk(World world, Agenda agenda, Dice dice) {
        this.world = world;
        this.agenda = agenda;
        this.dice = dice;
        scribe = new Scribe(world.footers);
    }

    /** The first call of a token; later perhaps a multiple, or silence and a deletion. */
    Draft launch(Voice voice, long at) {
        Layout layout = world.launches.pick(voice.lang(), "", dice);
        Scene scene = scene(voice, at);
        coin(scene);
        String[] chains = layout.get("chains", "").split(",");
        scene.chain = Chain.valueOf(chains[dice.below(chains.length)]);
        scene.address = Addresses.of(scene.chain, dice);
        scene.marketCap = Math.pow(10, dice.between(4, 6.3));
        scene.liquidity = scene.marketCap * dice.between(0.15, 0.4);
        Draft launch = scribe.write(scene, PostKind.TOKEN_LAUNCH, layout, dice.next());
        if (dice.chance(0.3)) {
            multiple(scene, launch, at + dice.from(10, 900) * MINUTE);
        } else if (dice.chance(0.3 * (1 - voice.candour()))) {
            agenda.delete(at + dice.from(60, 4_000) * MINUTE, launch);
        }
        return launch;
    }

    private void multiple(Scene scene, Draft launch, long when) {
        scene.profit = dice.from(400, 9_000);
        Layout layout = world.multiples.pick(scene.voice.lang(), "TARGET_HIT", dice);
        agenda.post(
                when,
                scribe.write(scene, PostKind.SIGNAL_UPDATE, layout, dice.next()).answering(launch));
    }

    /** News that an exchange lists or delists a coin. */
    Draft listing(Voice voice, long at) {
        String event = dice.chance(0.7) ? "LISTED" : dice.chance(0.5) ? "DELISTED" : "RUMOURED";
        Scene scene = scene(voice, at);
        scene.exchange = dice.pick(Exchange.LISTING);
        if (dice.chance(0.6)) {
            coin(scene);
        } else {
            known(scene);
        }
        return scribe.write(scene, PostKind.LISTING, world.listings.pick(voice.lang(), event, dice), dice.next());
    }

    /** The announcement of a pump; countdown, reveal and result follow, unless it is called off. */
    Draft pump(Voice voice, long at) {
        Scene scene = scene(voice, at);
        scene.exchange = dice.pick(Exchange.FUTURES);
        known(scene);
        scene.profit = dice.from(300, 3_500);
        Draft announcement = stage(scene, "ANNOUNCED");
        long start = (at / DAY + 1) * DAY + 17 * HOUR;
        if (dice.chance(0.15)) {
            agenda.post(start - 40 * MINUTE, stage(scene, "CANCELLED"));
            return announcement;
        }
        for (int left : new int[] {360, 120, 30, 10}) {
            if (dice.chance(0.7)) {
                scene.minutes = left;
                agenda.post(start - left * MINUTE, stage(scene, left >= 120 ? "HOURS" : "MINUTES"));
            }
        }
        agenda.post(start, stage(scene, "REVEAL"));
        agenda.post(start + dice.from(4, 30) * MINUTE, stage(scene, "RESULT"));
        return announcement;
    }

    /** A bot's alert that a coin moves. */
    Draft mover(Voice voice, long at) {
        Scene scene = scene(voice, at);
        known(scene);
        scene.profit = dice.from(31, 190);
        return stage(scene, "MARKET_MOVE");
    }

    private Draft stage(Scene scene, String moment) {
        Layout layout = world.pumps.pick(scene.voice.lang(), moment, dice);
        return scribe.write(scene, PostKind.PUMP_ALERT, layout, dice.next());
    }

    private Scene scene(Voice voice, long at) {
        Scene scene = new Scene();
        scene.at = at;
        scene.voice = voice;
        scene.walk = world.walk;
        scene.prose = world.prose();
        return scene;
    }

    private void known(Scene scene) {
        scene.symbol = dice.pick(world.tokens).symbol();
        scene.name = dice.pick(scene.prose.coins());
    }

    /** A coin nobody has heard of: a name and a ticker made of its letters. */
    private void coin(Scene scene) {
        scene.name = dice.pick(scene.prose.coins());
        String letters = scene.name.toUpperCase(Locale.ROOT).replace(" ", "");
        int animal = scene.name.lastIndexOf(' ') + 1;
        String last = scene.name.substring(animal).toUpperCase(Locale.ROOT);
        String ticker = dice.chance(0.5) ? letters.charAt(0) + last : dice.chance(0.7) ? last : letters;
        ticker = ticker.substring(0, Math.min(ticker.length(), dice.from(4, 8)));
        boolean other = METALS.contains(ticker) || QUOTES.stream().anyMatch(ticker::endsWith);
        scene.symbol = other ? ticker + 'X' : ticker;
    }
}
