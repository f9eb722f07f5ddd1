package io.signalroom.telegram.export;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/**
 * What became of an export.
 *
 * @param created posts not known before
 * @param same posts known already in this text, nothing stored
 * @param changed posts known with another text: this one was stored beside it
 * @param skipped messages that are no posts, are outside the wanted time, or are in chats that are no channels
 * @param failed posts that could not be read or stored
 * @param channels channels that posts came from
 * @param complete false if the file broke off: everything before that is stored, and a second run stores nothing twice
 * @param problems what a person should know, a bounded number of lines
 * @param byChannel the same of each channel, the most posts first, a bounded number of them
 */
public record ImportReport(
        long created,
        long same,
        long changed,
        long skipped,
        long failed,
        int channels,
        boolean complete,
        List<String> problems,
        List<OfChannel> byChannel) {
    private static final int MOST_CHANNELS = 200;

    public ImportReport {
        problems = List.copyOf(problems);
        byChannel = byChannel.stream()
                .sorted(Comparator.comparingLong(OfChannel::posts).reversed().thenComparingLong(OfChannel::id))
                .limit(MOST_CHANNELS)
                .toList();
    }

    /**
     * One channel.
     *
     * @param id bare
     * @param title as the file has it
     * @param posts of it that were read
     * @param created of these, not known before
     * @param same of these, known in this text
     * @param changed of these, known with another text
     */
    public record OfChannel(long id, String title, long posts, long created, long same, long changed) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("id", String.valueOf(id))
                    .put("title", title)
                    .put("posts", posts)
                    .put("created", created)
                    .put("same", same)
                    .put("changed", changed);
        }
    }

    /** As the contract's schema {@code ImportReport} says. */
    JsonObject toJson() {
        return new JsonObject()
                .put("channels", channels)
                .put("created", created)
                .put("same", same)
                .put("changed", changed)
                .put("skipped", skipped)
                .put("failed", failed)
                .put("complete", complete)
                .put("problems", new JsonArray(problems))
                .put(
                        "byChannel",
                        new JsonArray(byChannel.stream().map(OfChannel::toJson).toList()));
    }
}
