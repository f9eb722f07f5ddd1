package io.signalroom.live.feed;

import io.netty.buffer.ByteBufUtil;
import io.signalroom.ledger.EnvelopeTokens;
import io.signalroom.ledger.Position;
import io.signalroom.signal.ChannelInfo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One envelope on its way to the readers of a server: what filters ask of it, and the forms it is sent in, each made once
 * however many there are. Belongs to one event loop.
 */
public final class FeedEvent {
    private final JsonObject envelope;
    private final Position position;
    private final Asked asked;
    private String text;
    private int textBytes;
    private Buffer lines;

    /** What filters ask. A deletion names no more than the signal's id, a skip not even that: those are for everybody. */
    record Asked(boolean everybody, Set<String> tokens, Set<String> channels, String kind, double confidence) {
        private static Asked of(JsonObject data) {
            if (!EnvelopeTokens.known(data)) {
                return new Asked(true, Set.of(), Set.of(), "", 0);
            }
            JsonObject channel = data.getJsonObject("channel", new JsonObject());
            return new Asked(
                    false,
                    EnvelopeTokens.of(data),
                    Stream.of("id", "username")
                            .map(channel::getString)
                            .filter(Objects::nonNull)
                            .map(ChannelInfo::plain)
                            .collect(Collectors.toSet()),
                    data.getString("kind"),
                    data.getDouble("confidence", 0.0));
        }
    }

    private FeedEvent(JsonObject envelope) {
        this.envelope = envelope;
        this.position = new Position(envelope.getString("epoch"), envelope.getLong("seq"));
        this.asked = Asked.of(envelope.getJsonObject("data"));
    }

    /** An event of the log in its envelope, as the live line publishes it. */
    static FeedEvent of(JsonObject envelope) {
        return new FeedEvent(envelope);
    }

    /** Says that all up to a position is to be read from a list. */
    static FeedEvent skipped(long from, Position to, Instant at) {
        return new FeedEvent(skip(from, to, at));
    }

    /** The envelope that stands for those with the numbers {@code from} to that of {@code to}. */
    public static JsonObject skip(long from, Position to, Instant at) {
        return new JsonObject()
                .put("v", 1)
                .put("epoch", to.epoch())
                .put("seq", to.seq())
                .put("type", "signal.skipped")
                .put("at", at.toString())
                .put("data", new JsonObject().put("from", from));
    }

    public Position position() {
        return position;
    }

    Asked asked() {
        return asked;
    }

    /** The envelope as JSON. */
    public String text() {
        if (text == null) {
            text = envelope.encode();
            textBytes = ByteBufUtil.utf8Bytes(text);
        }
        return text;
    }

    /** Of {@link #text()} in UTF-8. */
    public int textBytes() {
        text();
        return textBytes;
    }

    /** The envelope as a server-sent event, its position as the event's id. */
    public Buffer lines() {
        if (lines == null) {
            lines = Buffer.buffer(
                    "id: " + id(position) + "\nevent: " + envelope.getString("type") + "\ndata: " + text() + "\n\n");
        }
        return lines;
    }

    /** A position as a server-sent event's id: the epoch, a colon, the number. */
    public static String id(Position position) {
        return position.epoch() + ":" + position.seq();
    }
}
