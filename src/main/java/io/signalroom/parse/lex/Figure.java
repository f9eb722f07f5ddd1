package io.signalroom.parse.lex;

import java.math.BigDecimal;

/**
 * A number as written.
 *
 * @param value what it most likely means
 * @param approx the same, for comparisons
 * @param digits how many digits the writing has, for shortened tails
 * @param style how it is written
 */
public record Figure(BigDecimal value, double approx, int digits, Style style) {
    /** How a number is written, as far as it leaves doubt. */
    public enum Style {
        /** Digits only. */
        WHOLE,
        /** With a decimal point (or a certain decimal comma). */
        DECIMAL,
        /** One group of three after a point, {@code 2.480}: a decimal that might be a thousand. */
        POINT_GROUP,
        /** One group of three after a comma, {@code 27,400}: a thousand that might be a decimal. */
        COMMA_GROUP,
        /** Several groups after commas, {@code 92,101,118}: one number, or a list. */
        COMMA_GROUPS,
        /** Groups of three after spaces, {@code 148 152}: one number, or a list. */
        SPACE_GROUPS,
        /** With a suffix: {@code 62.5k}. */
        SCALED
    }

    static Figure of(BigDecimal value, int digits, Style style) {
        return new Figure(value, value.doubleValue(), digits, style);
    }

    /** True for a small whole number, which may count lines. */
    public boolean ordinal() {
        return style == Style.WHOLE && digits <= 2 && approx >= 1 && approx <= 30;
    }

    /** True for a whole number of minutes or hours as charts have them. */
    public boolean ordinal60() {
        return style == Style.WHOLE && digits <= 2 && approx >= 1 && approx <= 60;
    }

    /** The whole part; only for small numbers. */
    public int whole() {
        return (int) approx;
    }
}
