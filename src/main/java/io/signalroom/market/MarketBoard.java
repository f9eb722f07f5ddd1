package io.signalroom.market;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.market.candle.CandleNeeds.Markets;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the status page says of the prices. Published when it changes, and again when asked; quiet without the lease. */
final class MarketBoard {
    private final Bus bus;
    private final String feed;
    private State state;
    private String detail = "";
    private int markets;
    private int missing;
    private long behind;
    private JsonObject told;

    MarketBoard(Bus bus, String feed) {
        this.bus = bus;
        this.feed = feed;
    }

    /** What the feed does. */
    enum State {
        FOLLOWING,
        FILLING,
        WAITING,
        OFF
    }

    /**
     * How it stands now.
     *
     * @param why for the operator: what is done, or the cure
     */
    void show(State now, String why) {
        state = now;
        detail = why;
        publishChanged();
    }

    /**
     * What is needed.
     *
     * @param needed markets with calls that are not done
     * @param minutes prices that are needed and not stored yet
     */
    void count(Markets needed, long minutes) {
        count(needed.needed(), needed.missing(), minutes);
    }

    private void count(int needed, int lacking, long minutes) {
        markets = needed;
        missing = lacking;
        behind = minutes;
    }

    /** Says it again. */
    void publish() {
        if (state != null) {
            told = json();
            bus.publish(Addresses.STATUS_REPORTED, new StatusPart("market", told));
        }
    }

    /** Says nothing more: another node does. */
    void end() {
        state = null;
        told = null;
        count(0, 0, 0);
    }

    private void publishChanged() {
        if (!json().equals(told)) {
            publish();
        }
    }

    private JsonObject json() {
        return new JsonObject()
                .put("feed", feed)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("detail", detail)
                .put("markets", markets)
                .put("missing", missing)
                .put("behind", behind);
    }
}
