package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberStyleTest {
    private static String written(NumberStyle style, long units, int scale) {
        StringBuilder out = new StringBuilder();
        style.write(units, scale, out);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PLAIN; 3412; 3; 3.412",
                "PLAIN; 9235; -1; 92350",
                "PLAIN; 41; 8; 0.00000041",
                "DOLLAR; 912; 2; $9.12",
                "TRAILING_DOLLAR; 912; 2; 9.12$",
                "COMMA; 208; 5; 0,00208",
                "THOUSANDS; 6725; -1; 67,250",
                "THOUSANDS; 1234567; 1; 123,456.7",
                "THOUSANDS; 999; 0; 999",
                "THOUSANDS; 12345678; 0; 12,345,678",
                "K; 625; -2; 62.5k",
                "K; 620; -2; 62k",
                "K; 312; -1; 3.12k",
                "K; 412; 2; 4.12",
                "SAT; 318; 8; 318",
                "PERSIAN; 1484; 3; ۱.۴۸۴",
                "ARABIC; 1484; 3; ١.٤٨٤",
                "BOLD; 25; 1; 𝟐.𝟓",
                "FULL_WIDTH; 25; 1; ２.５"
            })
    void each_style_writes_as_channels_do(NumberStyle style, long units, int scale, String expected) {
        assertThat(written(style, units, scale)).isEqualTo(expected);
    }

    @Property
    void a_plain_price_reads_back_as_itself(
            @ForAll @LongRange(min = 1, max = 9_999_999_999L) long units,
            @ForAll @IntRange(min = -4, max = 12) int scale) {
        assertThat(new BigDecimal(written(NumberStyle.PLAIN, units, scale)))
                .isEqualByComparingTo(BigDecimal.valueOf(units, scale));
    }

    @Property
    void a_decimal_comma_is_never_taken_for_thousands(@ForAll @IntRange(min = 1, max = 99_999_999) int cents) {
        double price = cents / 100.0;
        int scale = NumberStyle.COMMA.scale(price, 4);
        assertThat(scale == 3 && price >= 1).isFalse();
    }
}
