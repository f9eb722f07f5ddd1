package io.signalroom.market.outcome;

import io.signalroom.market.outcome.Outcome.Trade;
import java.util.ArrayList;
import java.util.List;

/** What was bought and closed of one position. Prices include slippage. For one thread. */
final class Holding {
    private final int direction;
    private final List<Trade> fills = new ArrayList<>(1);
    private final List<Trade> exits = new ArrayList<>(2);
    private double cost;
    private double left = 1;

    /** Nothing bought yet; {@code direction} is +1 for a position that gains by rising prices, else -1. */
    Holding(int direction) {
        this.direction = direction;
    }

    /** Buys {@code part} of the ladder in the candle that begins at {@code at}; all parts are equal. */
    void fill(long at, double price, double part) {
        cost = (cost * fills.size() + price) / (fills.size() + 1);
        fills.add(new Trade(at, price, part));
    }

    /** Closes {@code part} of what was bought. */
    void exit(long at, double price, double part) {
        exits.add(new Trade(at, price, part));
        left -= part;
    }

    /** Closes what is left. */
    void close(long at, double price) {
        exit(at, price, left);
    }

    boolean empty() {
        return fills.isEmpty();
    }

    List<Trade> fills() {
        return fills;
    }

    List<Trade> exits() {
        return exits;
    }

    int exitCount() {
        return exits.size();
    }

    /** Price paid on average; 0 if nothing was bought. */
    double cost() {
        return cost;
    }

    /** What the closed parts gained of one whole, in the quote currency, after {@code fee} on all that was traded. */
    double net(double fee) {
        double gained = 0;
        double received = 0;
        for (Trade exit : exits) {
            gained += exit.part() * (exit.price() - cost) * direction;
            received += exit.part() * exit.price();
        }
        return gained - fee * (cost + received);
    }
}
