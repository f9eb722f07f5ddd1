package io.signalroom.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** All channels at work: decides who writes what next, and numbers the messages as Telegram does. */
final class Newsroom {
    private final World world;
    private final Dice dice;
    private final Agenda agenda = new Agenda();
    private final TradeDesk trades;
    private final TokenDesk tokens;
    private final NoiseDesk noise;
    private final double[] rates;
    private final Map<Long, Long> lastIds = new HashMap<>();
    private final LongUnaryOperator startIds;

    /** A newsroom; {@code startIds} gives the last message id used so far in a channel. */
    Newsroom(World world, long seed, LongUnaryOperator startIds) {
        this.world = world;
        this.startIds = startIds;
        dice = new Dice(seed);
        trades = new TradeDesk(world, agenda, dice);
        tokens = new TokenDesk(world, agenda, dice);
        noise = new NoiseDesk(world, dice);
        rates = new double[world.voices.size()];
        double sum = 0;
        for (int i = 0; i < rates.length; i++) {
            sum += world.voices.get(i).rate();
            rates[i] = sum;
        }
    }

    /** Something planned earlier that is due by {@code limit}, with its own time, or null. */
    DemoEvent planned(long limit, long notBefore) {
        Agenda.Task task = agenda.poll(limit);
        if (task == null) {
            return null;
        }
        long at = Math.max(task.due(), notBefore);
        Instant when = Instant.ofEpochSecond(at);
        return switch (task.act()) {
            case POST -> post(task.draft(), when);
            case EDIT -> task.draft().edited(task.revised(), when);
            case DELETE -> task.draft().deleted(when);
        };
    }

    /** A new post by some channel at this second. */
    DemoPost fresh(long second) {
        Voice voice = voice();
        return post(write(voice, second), Instant.ofEpochSecond(second));
    }

    private Draft write(Voice voice, long at) {
        double u = dice.unit();
        return switch (voice.beat()) {
            case TRADES -> u < 0.48 ? trades.write(voice, at) : noise.write(voice, at);
            case COPIES -> noise.write(voice, at);
            case MEMES -> u < 0.65 ? tokens.launch(voice, at) : noise.write(voice, at);
            case PUMPS -> u < 0.13 ? tokens.pump(voice, at) : noise.write(voice, at);
            case MOVERS -> u < 0.9 ? tokens.mover(voice, at) : noise.write(voice, at);
            case LISTINGS -> u < 0.7 ? tokens.listing(voice, at) : noise.write(voice, at);
            case NEWS -> u < 0.05 ? tokens.listing(voice, at) : noise.write(voice, at);
        };
    }

    private DemoPost post(Draft draft, Instant at) {
        long channel = draft.voice().info().id();
        Long last = lastIds.get(channel);
        // a service message or a removed post takes a number now and then
        long step = dice.chance(0.04) ? 2 : 1;
        long id = (last == null ? startIds.applyAsLong(channel) : last) + step;
        lastIds.put(channel, id);
        return draft.post(id, at);
    }

    private Voice voice() {
        double u = dice.unit() * rates[rates.length - 1];
        int i = 0;
        while (rates[i] <= u) {
            i++;
        }
        return world.voices.get(i);
    }
}
