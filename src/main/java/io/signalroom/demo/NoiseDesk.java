package io.signalroom.demo;

import io.signalroom.signal.PostKind;

/** Writes what calls for nothing. */
final class NoiseDesk {
    private static final double IN_ENGLISH = 0.2;

    private final World world;
    private final Dice dice;
    private final Scribe scribe;

    NoiseDesk(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        scribe = new Scribe(world.footers);
    }

    Draft write(Voice voice, long at) {
        Scene scene = new Scene();
        scene.at = at;
        scene.voice = voice;
        scene.walk = world.walk;
        scene.prose = world.prose();
        String lang = dice.chance(IN_ENGLISH) ? "en" : voice.lang();
        return scribe.write(scene, PostKind.NOISE, world.noise.pick(lang, "", dice), dice.next());
    }
}
