package io.signalroom.telegram.tdlib;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * TDLib refuses a request. Its own words are kept only if they are one of Telegram's fixed words such as {@code
 * PHONE_CODE_INVALID}: nothing that somebody wrote can get into a log by them.
 */
final class TdError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY = 429;
    private static final Duration UNTOLD = Duration.ofMinutes(1);
    private static final long LONGEST = 86_400;

    private final int code;
    private final String word;
    private final transient Duration wait;

    private TdError(int code, String word, Duration wait) {
        super("TDLib answers with the error " + code + (word.isEmpty() ? "" : " " + word), null, false, false);
        this.code = code;
        this.word = word;
        this.wait = wait;
    }

    static TdError of(JsonObject error) {
        int code = error.getValue("code") instanceof Integer number ? number : 500;
        String message = error.getValue("message") instanceof String text ? text : "";
        return new TdError(code, fixed(message) ? message : "", code == TOO_MANY ? wait(message) : null);
    }

    int code() {
        return code;
    }

    /** Telegram's fixed word, or empty. */
    String word() {
        return word;
    }

    /** How long Telegram asks to wait, a day at most; empty if it is another error. */
    Optional<Duration> tooMany() {
        return Optional.ofNullable(wait);
    }

    private static boolean fixed(String message) {
        return message.length() <= 64 && message.chars().allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z'));
    }

    /** From "Too Many Requests: retry after 7". */
    private static Duration wait(String message) {
        int from = message.length();
        while (from > 0 && Character.digit(message.charAt(from - 1), 10) >= 0) {
            from--;
        }
        String seconds = message.substring(from);
        if (seconds.isEmpty()) {
            return UNTOLD;
        }
        return Duration.ofSeconds(seconds.length() > 6 ? LONGEST : Math.min(Long.parseLong(seconds), LONGEST))
                .plusMillis(50);
    }
}
