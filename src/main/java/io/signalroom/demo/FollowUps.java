package io.signalroom.demo;

import io.signalroom.signal.PostKind;

/**
 * What a channel does after a call. The price walk tells when targets and stop are reached; the channel's candour decides
 * whether a loss is admitted, passed over in silence, edited or deleted.
 */
final class FollowUps {
    /** Minutes after the call at which a channel looks at the price. */
    private static final int[] LOOKS = {3, 9, 20, 40, 70, 110, 160, 240, 360, 540, 780, 1_080, 1_500, 2_100, 2_900};

    private static final double BOASTS = 0.62;
    private static final double BENIGN_EDIT = 0.04;

    private final World world;
    private final Agenda agenda;
    private final Dice dice;
    private final Scribe scribe;

    FollowUps(World world, Agenda agenda, Dice dice, Scribe scribe) {
        this.world = world;
        this.agenda = agenda;
        this.dice = dice;
        this.scribe = scribe;
    }

    /**
     * A call and all that is needed to speak of it again.
     *
     * @param horizon seconds after which the channel loses interest
     */
    record Call(Draft draft, Scene scene, Layout layout, long look, long horizon) {}

    /** Puts everything the channel will do about the call on the agenda. */
    void plan(Call call) {
        Scene scene = call.scene;
        long posted = scene.at;
        if (dice.chance(BENIGN_EDIT)) {
            correct(call, posted + dice.from(30, 900));
        }
        if (dice.chance(0.02)) {
            update(call, "CANCELLED", posted + dice.from(600, 7_200), 0, 0);
            return;
        }
        if (dice.chance(0.04)) {
            update(call, "ENTRY_FILLED", posted + dice.from(60, 900), 0, 0);
        }
        watch(call, posted);
    }

    private void watch(Call call, long posted) {
        Scene scene = call.scene;
        int reached = 0;
        for (int minutes : LOOKS) {
            long now = posted + minutes * 60L + dice.below(60);
            if (now > posted + call.horizon) {
                break;
            }
            double price = units(scene, now);
            if (scene.bullish ? price <= scene.stop : price >= scene.stop) {
                lose(call, now, reached);
                return;
            }
            int before = reached;
            reached = reached(scene, price, reached);
            if (reached > before && dice.chance(BOASTS)) {
                boast(call, now, reached);
            }
            if (reached == scene.targets.length) {
                return;
            }
        }
        if (reached == 0 && dice.chance(0.15)) {
            long end = posted + call.horizon;
            update(call, "CLOSED", end, 0, gain(scene, units(scene, end)));
        }
    }

    private static int reached(Scene scene, double price, int before) {
        int reached = before;
        while (reached < scene.targets.length
                && (scene.bullish ? price >= scene.targets[reached] : price <= scene.targets[reached])) {
            reached++;
        }
        return reached;
    }

    private void boast(Call call, long now, int reached) {
        Scene scene = call.scene;
        int gain = (int) Math.round(10 * scene.gain(reached - 1));
        boolean all = reached == scene.targets.length && dice.chance(0.6);
        update(call, all ? "ALL_TARGETS_HIT" : "TARGET_HIT", now, reached, gain);
        if (reached == 1 && dice.chance(0.08)) {
            update(call, "STOP_MOVED", now + dice.from(60, 900), reached, gain);
        }
        if (!all && dice.chance(0.04)) {
            update(call, "PARTIAL_CLOSED", now + dice.from(60, 1_800), reached, gain);
        }
    }

    private void lose(Call call, long now, int reached) {
        Scene scene = call.scene;
        if (dice.chance(call.draft.voice().candour())) {
            update(call, "STOP_HIT", now, Math.max(1, reached), Math.max(-1_000, gain(scene, (double) scene.stop)));
        } else if (dice.chance(0.40)) {
            agenda.delete(now + dice.from(300, 20_000), call.draft);
        } else if (dice.chance(0.35)) {
            long spared = Math.round(scene.entries[0] + 1.4 * (scene.stop - scene.entries[0]));
            revise(call, now + dice.from(60, 3_600), Math.max(1, spared));
        }
    }

    /** A stop that was mistyped. */
    private void correct(Call call, long when) {
        long away = Math.round(0.12 * (call.scene.stop - call.scene.entries[0]));
        revise(call, when, Math.max(1, call.scene.stop + away));
    }

    private void revise(Call call, long when, long stop) {
        Scene scene = call.scene;
        long before = scene.stop;
        scene.stop = stop;
        Draft revised = scribe.write(scene, PostKind.TRADE_SIGNAL, call.layout, call.look);
        scene.stop = before;
        if (!revised.text().equals(call.draft.text())) {
            agenda.edit(when, call.draft, revised);
        }
    }

    private void update(Call call, String event, long when, int index, int profit) {
        Scene scene = call.scene;
        scene.index = index;
        scene.profit = profit;
        scene.minutes = (int) ((when - scene.at) / 60);
        Layout layout = world.updates.pick(call.draft.voice().lang(), event, dice);
        while (!layout.get("after", call.layout.name()).equals(call.layout.name())) {
            layout = world.updates.pick(call.draft.voice().lang(), event, dice);
        }
        Draft draft = scribe.write(scene, PostKind.SIGNAL_UPDATE, layout, dice.next());
        boolean answers = layout.has("reply") || dice.chance(0.8);
        agenda.post(when + dice.below(90), answers ? draft.answering(call.draft) : draft);
    }

    /** The price in the scene's units. */
    private double units(Scene scene, long second) {
        double dollars = world.walk.value(scene.symbol, second);
        double price = "BTC".equals(scene.quote) ? dollars / world.walk.value("BTC", second) : dollars;
        return price * Math.pow(10, scene.scale);
    }

    /** In tenths of a percent, leverage included. */
    private static int gain(Scene scene, double price) {
        double move = (price - scene.entries[0]) / scene.entries[0] * 1_000;
        return (int) Math.round((scene.bullish ? move : -move) * Math.max(1, scene.leverage));
    }
}
