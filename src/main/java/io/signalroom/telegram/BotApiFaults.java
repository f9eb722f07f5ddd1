package io.signalroom.telegram;

import io.signalroom.net.NetFaults;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Turns what can go wrong with the Bot API into words with a cure and a time to wait. No text of the HTTP client is passed
 * on: it may hold the token.
 */
final class BotApiFaults {
    private static final long MARGIN_MS = 50;
    private static final int LONGEST_WAIT = 86_400;

    private BotApiFaults() {}

    /**
     * The fault in an answer.
     *
     * @param method that was called
     * @param status HTTP status, or the {@code error_code} of an answer that came with status 200
     * @param retryAfter header, or null
     * @param body the JSON body, empty if there was none
     */
    static SourceException of(String method, int status, String retryAfter, JsonObject body) {
        return switch (status) {
            case 400 -> notTaken(method);
            case 401 ->
                SourceException.blocked(
                        "Telegram refuses the bot's token. Put the token that @BotFather shows for this bot"
                                + " into TELEGRAM_BOT_TOKEN and restart.");
            case 404 ->
                SourceException.after(
                        SourceState.BLOCKED,
                        Duration.ofMinutes(1),
                        "The Bot API does not know this bot (404). See that TELEGRAM_BOT_TOKEN is whole and that"
                                + " TELEGRAM_BOT_API_URL is the address of a Bot API server.");
            case 409 -> conflict(body);
            case 429 -> tooMany(retryAfter, body);
            default ->
                SourceException.fault("The Bot API answers with an error (" + status + "). It will be asked again.");
        };
    }

    /** The fault of a call that got no whole answer. */
    static SourceException of(Throwable failure) {
        if (failure instanceof SourceException known) {
            return known;
        }
        return SourceException.fault("The Bot API cannot be read: " + NetFaults.words(failure)
                + ". It will be asked again; see to the network and TELEGRAM_BOT_API_URL if this lasts.");
    }

    /** An answer that is no answer. */
    static SourceException unreadable(String what) {
        return SourceException.fault("The Bot API's answer cannot be read: " + what
                + ". It will be asked again; see that TELEGRAM_BOT_API_URL is the address of a Bot API server.");
    }

    private static SourceException notTaken(String method) {
        return method.equals(BotWebhook.SET)
                ? SourceException.after(
                        SourceState.BLOCKED,
                        Duration.ofMinutes(1),
                        "Telegram does not take the webhook (400). TELEGRAM_WEBHOOK_URL must be a public https address at"
                                + " port 443, 80, 88 or 8443 with a certificate that Telegram trusts.")
                : SourceException.fault("The Bot API does not understand " + method
                        + " (400). It will be asked again; if this lasts, see that TELEGRAM_BOT_API_URL is the address of a"
                        + " Bot API server, and look for a newer version of this one.");
    }

    private static SourceException conflict(JsonObject body) {
        Duration wait = Duration.ofSeconds(ThreadLocalRandom.current().nextLong(30, 61));
        boolean webhook = body.getValue("description") instanceof String words && words.contains("webhook");
        return SourceException.after(
                SourceState.CONFLICT,
                wait,
                webhook
                        ? "A webhook is set for this bot, so it cannot be asked for updates. Remove it with the Bot API's"
                                + " deleteWebhook, or set TELEGRAM_WEBHOOK_URL if it is this server's."
                        : "Another program reads this bot. Stop it, or give this one a bot of its own.");
    }

    private static SourceException tooMany(String header, JsonObject body) {
        long seconds = Math.max(
                NetFaults.seconds(header), NetFaults.seconds(parameters(body).getValue("retry_after")));
        if (seconds <= 0) {
            return SourceException.overloaded("Telegram asks for fewer calls. They come less often now.");
        }
        Duration wait = Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT)).plusMillis(MARGIN_MS);
        return SourceException.after(
                SourceState.RETRYING, wait, "Telegram asks to wait " + seconds + " seconds before the next call.");
    }

    private static JsonObject parameters(JsonObject body) {
        return body.getValue("parameters") instanceof JsonObject parameters ? parameters : new JsonObject();
    }
}
