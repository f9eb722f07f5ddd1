package io.signalroom.net;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Words for what fails on the net. No text of a library is passed on: it may hold an address with a secret. */
public final class NetFaults {
    private NetFaults() {}

    /** Why a call got no whole answer, to follow a colon. */
    public static String words(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "its name cannot be resolved";
        }
        if (failure instanceof ConnectTimeoutException || failure instanceof TimeoutException) {
            return "it did not answer in time";
        }
        if (failure instanceof ConnectException) {
            return "nothing answers there";
        }
        if (failure instanceof SSLException) {
            return "its certificate is not trusted, or it does not speak TLS";
        }
        return "the connection broke off";
    }

    /**
     * The seconds to wait that a server asks for, in a header or in JSON.
     *
     * @param value a whole number or its digits; anything else, null included, is 0
     */
    public static long seconds(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        String digits = value instanceof String s ? s.strip() : "";
        boolean number =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : 0;
    }
}
