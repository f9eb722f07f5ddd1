package io.signalroom.telegram;

import io.signalroom.config.AppConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** The bot's webhook as it is set at Telegram's. Nothing of what Telegram says of it is passed on unseen. */
final class BotWebhook {
    /** The method that {@link #set} calls. */
    static final String SET = "setWebhook";

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** Connections by which Telegram brings updates at once; the updates of one channel come one after the other. */
    private static final int CONNECTIONS = 20;

    private static final int LONGEST_WORDS = 200;

    private final BotApiClient client;
    private final AppConfig.Updates updates;

    BotWebhook(BotApiClient client, AppConfig.Updates updates) {
        this.client = client;
        this.updates = updates;
    }

    /** Whose webhook is set at Telegram's. */
    enum Owner {
        OURS,
        NOBODY,
        ANOTHER
    }

    /**
     * How it is doing.
     *
     * @param pending updates that wait at Telegram's
     * @param failedAt when one could last not be delivered, or null
     * @param words why, in Telegram's words, a bounded number of plain characters
     */
    record Info(Owner owner, long pending, Instant failedAt, String words) {}

    /** Makes Telegram bring updates here; what waits there is brought too. */
    Future<Void> set() {
        JsonObject parameters = new JsonObject()
                .put("url", updates.url().toString())
                .put("secret_token", updates.secret().value())
                .put("allowed_updates", BotApiSource.KINDS)
                .put("max_connections", CONNECTIONS);
        return client.call(SET, parameters, DEADLINE).mapEmpty();
    }

    Future<Info> info() {
        return client.call("getWebhookInfo", new JsonObject(), DEADLINE).map(result -> {
            if (result instanceof JsonObject info) {
                return read(info);
            }
            throw BotApiFaults.unreadable("it does not tell of a webhook");
        });
    }

    private Info read(JsonObject info) {
        Object at = info.getValue("last_error_date");
        return new Info(
                owner(info.getValue("url")),
                info.getValue("pending_update_count") instanceof Number pending ? pending.longValue() : 0,
                at instanceof Number seconds ? Instant.ofEpochSecond(seconds.intValue()) : null,
                info.getValue("last_error_message") instanceof String words ? plain(words) : "");
    }

    private Owner owner(Object url) {
        if (updates.url().toString().equals(url)) {
            return Owner.OURS;
        }
        return url instanceof String other && !other.isEmpty() ? Owner.ANOTHER : Owner.NOBODY;
    }

    /** The secret is not in them; if it ever is, nothing is said. */
    private String plain(String words) {
        if (words.contains(updates.secret().value())) {
            return "";
        }
        return words.codePoints()
                .limit(LONGEST_WORDS)
                .map(c -> c >= ' ' && c < 127 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    Future<Void> close() {
        return client.close();
    }
}
