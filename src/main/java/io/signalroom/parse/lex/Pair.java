package io.signalroom.parse.lex;

/**
 * A trading pair.
 *
 * @param base coin in capitals
 * @param quote currency in capitals
 * @param spelled true if a separator stands between both ({@code X/USDT}), false for {@code XUSDT}
 */
public record Pair(String base, String quote, boolean spelled) {}
