package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceWalkTest {
    private static final long DAY = 86_400;
    private static final long YEAR_2026 = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    @Property(tries = 300)
    void a_second_changes_a_price_by_less_than_a_thousandth(
            @ForAll long seed,
            @ForAll @IntRange(max = 199) int token,
            @ForAll @LongRange(min = 1_500_000_000L, max = 2_000_000_000L) long second) {
        PriceWalk walk = new PriceWalk(seed);
        String symbol = Token.all().get(token).symbol();
        double ratio = walk.value(symbol, second + 1) / walk.value(symbol, second);
        assertThat(ratio).isBetween(0.999, 1.001);
    }

    @Property(tries = 200)
    void prices_stay_around_their_usual_level(
            @ForAll long seed,
            @ForAll @IntRange(max = 199) int token,
            @ForAll @LongRange(min = 1_500_000_000L, max = 2_000_000_000L) long second) {
        Token usual = Token.all().get(token);
        double price = new PriceWalk(seed).value(usual.symbol(), second);
        assertThat(price / usual.price()).isBetween(0.1, 10.0);
    }

    @Test
    void equal_seeds_agree_and_others_do_not() {
        Instant at = Instant.ofEpochSecond(YEAR_2026);
        assertThat(new PriceWalk(4).price("ETH", at)).isEqualTo(new PriceWalk(4).price("ETH", at));
        assertThat(new PriceWalk(4).price("ETH", at)).isNotEqualTo(new PriceWalk(5).price("ETH", at));
    }

    @Test
    void writers_of_any_seed_write_about_one_market() {
        long now = YEAR_2026;
        double market = PriceWalk.market().value("ETH", now);
        assertThat(new World(1).walk.value("ETH", now)).isEqualTo(market);
        assertThat(new World(2).walk.value("ETH", now)).isEqualTo(market);
        assertThat(new DemoWriter(3, Instant.ofEpochSecond(now), 1).prices().value("ETH", now))
                .isEqualTo(market);
    }

    @Test
    void the_market_stays_as_it_is_since_outcomes_were_measured_by_it() {
        assertThat(PriceWalk.market().price("BTC", Instant.ofEpochSecond(YEAR_2026)))
                .isEqualByComparingTo("74246");
    }

    @Test
    void a_coin_nobody_knows_has_a_price_too() {
        Instant at = Instant.ofEpochSecond(YEAR_2026);
        assertThat(new PriceWalk(4).price("GOLDYAK", at)).isPositive().isEqualTo(new PriceWalk(4).price("GOLDYAK", at));
    }

    @Test
    void prices_have_about_five_significant_digits() {
        Instant at = Instant.ofEpochSecond(YEAR_2026);
        PriceWalk walk = new PriceWalk(4);
        assertThat(walk.price("BTC", at).scale()).isZero();
        assertThat(walk.price("SOL", at).scale()).isEqualTo(2);
        assertThat(walk.price("BTTC", at).scale()).isEqualTo(11);
    }

    @Test
    void the_moves_of_a_day_have_the_size_asked_for() {
        PriceWalk walk = new PriceWalk(9);
        for (String symbol : new String[] {"BTC", "SOL", "LINK", "PEPE"}) {
            Token token = Token.all().stream()
                    .filter(t -> t.symbol().equals(symbol))
                    .findFirst()
                    .orElseThrow();
            double squares = 0;
            for (int day = 0; day < 700; day++) {
                double change =
                        walk.value(symbol, YEAR_2026 + (day + 1) * DAY) / walk.value(symbol, YEAR_2026 + day * DAY);
                squares += Math.pow(Math.log(change), 2);
            }
            assertThat(Math.sqrt(squares / 700) / token.volatility()).as(symbol).isBetween(0.7, 1.4);
        }
    }
}
