package io.signalroom.demo;

import java.util.List;

/**
 * A coin that demo channels talk about.
 *
 * @param symbol ticker in capitals
 * @param price in US dollars around which it moves
 * @param volatility typical size of a day's move, as a share: 0.05 is 5 %
 */
record Token(String symbol, double price, double volatility) {
    /** All tokens, the best known first. */
    static List<Token> all() {
        return Resource.lines("tokens.txt").stream().map(Token::of).toList();
    }

    private static Token of(String line) {
        String[] part = line.split(" ");
        return new Token(part[0], Double.parseDouble(part[1]), Double.parseDouble(part[2]) / 100);
    }
}
