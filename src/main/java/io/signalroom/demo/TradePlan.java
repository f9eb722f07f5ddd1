package io.signalroom.demo;

/** Puts entries, targets and stop of a call into a scene: on the right sides of each other, also after rounding. */
final class TradePlan {
    private static final int[] DIGITS = {4, 4, 5};

    private TradePlan() {}

    /**
     * Plans around a price.
     *
     * @param price in the scene's quote currency
     * @param reach how far the price can be expected to move, as a share of it
     */
    static void fill(Scene scene, Layout layout, double price, double reach, Dice dice) {
        scene.style =
                layout.numbers().get(scene.voice.taste() % layout.numbers().size());
        scene.scale =
                "BTC".equals(scene.quote) ? 8 : scene.style.scale(price, DIGITS[scene.voice.taste() % DIGITS.length]);
        double market = price * Math.pow(10, scene.scale);
        int up = scene.bullish ? 1 : -1;
        scene.entries = new long[layout.count("entries", "1", dice)];
        double step = reach * dice.between(0.15, 0.35);
        for (int i = 0; i < scene.entries.length; i++) {
            long wish = Math.round(market * (1 - up * (step * i + 0.0005)));
            scene.entries[i] = i == 0 ? wish : beyond(scene.entries[i - 1], wish, -up);
        }
        double risk = Math.min(0.45, step * (scene.entries.length - 1) + reach * dice.between(0.6, 1.3));
        scene.stop = beyond(scene.entries[scene.entries.length - 1], Math.round(market * (1 - up * risk)), -up);
        scene.targets = new long[layout.count("targets", "1", dice)];
        double distance = 0;
        for (int i = 0; i < scene.targets.length; i++) {
            distance += reach * dice.between(0.3, 0.6);
            long wish = Math.round(market * (1 + up * Math.min(distance, 0.4 + 0.03 * i)));
            scene.targets[i] = beyond(i == 0 ? scene.entries[0] : scene.targets[i - 1], wish, up);
        }
    }

    /** The wish, or the next unit in that direction if the wish doesn't lie beyond {@code last}. */
    private static long beyond(long last, long wish, int direction) {
        return direction > 0 ? Math.max(last + 1, wish) : Math.min(last - 1, wish);
    }
}
