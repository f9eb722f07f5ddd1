package io.signalroom.market.feed.binance;

import io.signalroom.net.NetFaults;
import java.time.Duration;

/** Words with a cure for what can go wrong with Binance, without addresses and without what it said. */
final class BinanceFaults {
    /** Binance bans for 2 minutes to 3 days; a longer time is not believed. */
    private static final long LONGEST_WAIT = 3 * 86_400;

    private static final String RETRY = " It will be asked again; see to the network and BINANCE_URL if this lasts.";

    private BinanceFaults() {}

    /** Of a call without a whole answer. */
    static String of(Throwable failure) {
        return failure instanceof UnreadableAnswer
                ? "Binance's answer cannot be read: " + failure.getMessage()
                        + ". It will be asked again; see that BINANCE_URL is the address of its API."
                : "Binance cannot be read: " + NetFaults.words(failure) + "." + RETRY;
    }

    /** Of a status that is neither 200 nor one with a time to wait. */
    static String of(int status) {
        return switch (status) {
            case 403 ->
                "Binance's firewall refuses this address (403). It will be asked again now and then;"
                        + " see what else asks Binance from here.";
            case 451 ->
                "Binance does not serve the place this server is in (451). Set BINANCE_URL to a server that does,"
                        + " or MARKET_FEED to file.";
            default -> "Binance answers with an error (" + status + ")." + RETRY;
        };
    }

    /** Of 429 and 418. */
    static String tooMany(int status, Duration wait) {
        return "Binance asks for fewer calls (" + status + "). It will be asked again in " + wait.toSeconds()
                + " s; see what else asks Binance from here if this lasts.";
    }

    /** Of a question that Binance calls wrong, whatever market it is about. */
    static String refused(int code) {
        return "Binance refuses the question (400, code " + code
                + "). See that BINANCE_URL is the address of its API; if it is, please report this.";
    }

    /**
     * How long not to call after 429 or 418.
     *
     * @param header {@code Retry-After} in seconds, or null: then a minute after 429, the shortest ban after 418
     */
    static Duration wait(int status, String header) {
        long asked = Math.min(NetFaults.seconds(header), LONGEST_WAIT);
        long usual = status == 418 ? 120 : 60;
        // a second more: its clock is not ours
        return Duration.ofSeconds((asked > 0 ? asked : usual) + 1);
    }
}
