package io.signalroom.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Names and phrases of invented people, firms and coins. Datafaker reads its word lists when first asked (a quarter of a
 * second in a cold JVM) and builds strings slowly, so it fills pools once, and not before a text needs one.
 *
 * @param coins two-word names for new tokens
 */
record Prose(
        List<Token> tokens,
        List<String> people,
        List<String> companies,
        List<String> cities,
        List<String> pitches,
        List<String> coins) {

    static Prose of(long seed, List<Token> tokens) {
        Faker faker = new Faker(Locale.ENGLISH, new Random(seed));
        return new Prose(
                tokens,
                pool(60, () -> faker.name().firstName() + " " + faker.name().lastName()),
                pool(60, () -> faker.company().name()),
                pool(60, () -> faker.address().city()),
                pool(60, () -> faker.company().bs()),
                pool(
                        300,
                        () -> capital(faker.color().name()) + " "
                                + capital(faker.animal().name())));
    }

    private static List<String> pool(int size, Supplier<String> source) {
        List<String> pool = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            pool.add(source.get());
        }
        return List.copyOf(pool);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
