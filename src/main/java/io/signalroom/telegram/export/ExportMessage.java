package io.signalroom.telegram.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Forwards;
import io.signalroom.telegram.PostText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** One message of an export, as it stands in the file. */
final class ExportMessage {
    /** The same for every message, so that a report says it once. */
    private static final String NO_ZONE =
            "posts with a local time only were left out: name the zone of the computer that made the export (--zone)"
                    + " and import again";

    private static final String CHANNEL = "channel";

    private Long id;
    private String type = "";
    private String date;
    private String unixtime;
    private String edited;
    private String editedUnixtime;
    private String text = "";
    private String entities = "";
    private Long replyTo;
    private String replyPeer;
    private boolean forwarded;
    private String forwardedFrom;
    private String forwardedFromId;

    /** Reads it; the parser stands on its opening brace. */
    static ExportMessage read(JsonParser json) throws IOException {
        ExportMessage message = new ExportMessage();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            message.field(name, json);
        }
        return message;
    }

    private void field(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> id = number(json);
            case "type" -> type = scalar(json);
            case "date" -> date = scalar(json);
            case "date_unixtime" -> unixtime = scalar(json);
            case "edited" -> edited = scalar(json);
            case "edited_unixtime" -> editedUnixtime = scalar(json);
            case "text" -> text = flatten(json);
            case "text_entities" -> entities = flatten(json);
            case "reply_to_message_id" -> replyTo = number(json);
            case "reply_to_peer_id" -> replyPeer = scalar(json);
            case "forwarded_from" -> {
                forwarded = true; // null where the exporting program does not know the name
                forwardedFrom = scalar(json);
            }
            case "forwarded_from_id" -> forwardedFromId = scalar(json);
            default -> json.skipChildren();
        }
    }

    /** False for what happened to the chat, and for what the exporting program did not understand. */
    boolean isPost() {
        return "message".equals(type);
    }

    /** True if its time was written without a zone. */
    boolean localTimeOnly() {
        return unixtime == null;
    }

    /**
     * The post.
     *
     * @param zone for times without one, null = there must be none
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Post post(long channelId, ZoneId zone) {
        if (id == null) {
            throw new IllegalArgumentException("a message without an id");
        }
        String whole = PostText.clean(entities.isEmpty() ? text : entities);
        if (whole.length() > Post.MAX_TEXT) {
            throw new IllegalArgumentException(
                    "message " + id + ": its text is longer than " + Post.MAX_TEXT + " characters");
        }
        Instant postedAt = time(unixtime, date, zone);
        if (postedAt == null) {
            throw new IllegalArgumentException("message " + id + ": it has no time");
        }
        boolean here = replyPeer == null || replyPeer.equals(CHANNEL + channelId);
        return new Post(
                channelId,
                id,
                postedAt,
                time(editedUnixtime, edited, zone),
                whole,
                here ? replyTo : null,
                Origin.IMPORTED,
                forwarded || forwardedFromId != null ? forward() : null);
    }

    private Forward forward() {
        boolean channel = forwardedFromId != null && forwardedFromId.startsWith(CHANNEL);
        return Forwards.of(
                channel ? whole(forwardedFromId.substring(CHANNEL.length())) : null, null, null, forwardedFrom, null);
    }

    private Instant time(String seconds, String local, ZoneId zone) {
        try {
            if (seconds != null) {
                long at = Long.parseLong(seconds);
                return at <= 0 ? null : Instant.ofEpochSecond(Math.min(at, 253_402_300_799L));
            }
            if (local == null || local.startsWith("1970-")) {
                return null;
            }
            LocalDateTime time = LocalDateTime.parse(local);
            if (zone == null) {
                throw new IllegalArgumentException(NO_ZONE);
            }
            return time.atZone(zone).toInstant();
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("message " + id + ": its time cannot be read", e);
        }
    }

    /** A text, or parts that are texts or objects with a text; longer than allowed is cut, so that it shows. */
    private static String flatten(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            String plain = scalar(json);
            return plain == null ? "" : plain;
        }
        StringBuilder whole = new StringBuilder();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String part = json.currentToken() == JsonToken.START_OBJECT ? textOf(json) : scalar(json);
            if (part != null && whole.length() <= Post.MAX_TEXT) {
                whole.append(part);
            }
        }
        return whole.toString();
    }

    private static String textOf(JsonParser json) throws IOException {
        String text = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals("text");
            json.nextToken();
            String value = scalar(json);
            text = wanted ? value : text;
        }
        return text;
    }

    /** A string or number as text; null for everything else, which is passed over. */
    static String scalar(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    /** A whole number, or null. */
    static Long number(JsonParser json) throws IOException {
        return whole(scalar(json));
    }

    private static Long whole(String value) {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
