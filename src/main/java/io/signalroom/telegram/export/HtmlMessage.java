package io.signalroom.telegram.export;

import io.signalroom.signal.Forward;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Forwards;
import io.signalroom.telegram.PostText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;

/** One message of an HTML export, as it stands in the page. Neither edits nor their times are in it. */
final class HtmlMessage {
    private static final String ID = "message";
    private static final String REPLY = "#go_to_message";
    private static final String ZONE = " UTC";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** The same for every message, so that a report says it once. */
    private static final String NO_ZONE =
            "posts with a local time only were left out: name the zone of the computer that made the export (--zone)"
                    + " and import again";

    private final Element element;

    /** @param element {@code div.message} */
    HtmlMessage(Element element) {
        this.element = element;
    }

    /** False for what happened to the chat, and for the days between the messages. */
    boolean isPost() {
        return element.hasClass("default") && !element.hasClass("service");
    }

    /** True for the line that names a day: it stands for nothing in the chat. */
    boolean isDay() {
        return element.hasClass("service") && element.id().startsWith(ID + "-");
    }

    /** True if its time was written without a zone. */
    boolean localTimeOnly() {
        return !date().contains(ZONE);
    }

    /**
     * The post.
     *
     * @param zone for times without one, null = there must be none
     * @param before where the message before it was forwarded from, or null: Desktop names the same one once
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Post post(long channelId, ZoneId zone, Forward before) {
        long id = number(element.id(), ID);
        if (id <= 0) {
            throw new IllegalArgumentException("a message without an id");
        }
        String text = PostText.clean(text(element.selectFirst("div.text")));
        if (text.length() > Post.MAX_TEXT) {
            throw new IllegalArgumentException(
                    "message " + id + ": its text is longer than " + Post.MAX_TEXT + " characters");
        }
        Instant at = time(date(), id, zone);
        return new Post(channelId, id, at, null, text, replyTo(), Origin.IMPORTED, forward(id, zone, before));
    }

    private Forward forward(long id, ZoneId zone, Forward before) {
        Element body = element.selectFirst("div.forwarded.body");
        if (body == null) {
            return null;
        }
        Element name = body.selectFirst("div.from_name");
        if (name == null) {
            return Forwards.of(null, null, null, before == null ? null : before.name(), null);
        }
        return Forwards.of(null, null, null, name.ownText(), forwardedAt(title(name, "span.date[title]"), id, zone));
    }

    private static Instant forwardedAt(String date, long id, ZoneId zone) {
        try {
            return time(date, id, zone);
        } catch (IllegalArgumentException e) {
            return null; // the post is worth more than when it was said first
        }
    }

    private String date() {
        return title(element, "div.date[title]");
    }

    private static String title(Element in, String selector) {
        Element date = in.selectFirst(selector);
        return date == null ? "" : date.attr("title").strip();
    }

    private static Instant time(String date, long id, ZoneId zone) {
        if (date.isEmpty()) {
            throw new IllegalArgumentException("message " + id + ": it has no time");
        }
        int mark = date.indexOf(ZONE);
        try {
            LocalDateTime local = LocalDateTime.parse(mark < 0 ? date : date.substring(0, mark), TIME);
            if (mark < 0 && zone == null) {
                throw new IllegalArgumentException(NO_ZONE);
            }
            String offset = mark < 0 ? "" : date.substring(mark + ZONE.length());
            ZoneId named = offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset);
            Instant at = local.atZone(mark < 0 ? zone : named).toInstant();
            if (at.getEpochSecond() <= 0 || local.getYear() > 9999) {
                throw new IllegalArgumentException("message " + id + ": it has no time");
            }
            return at;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("message " + id + ": its time cannot be read", e);
        }
    }

    private Long replyTo() {
        Element link = element.selectFirst("div.reply_to a[href]");
        String href = link == null ? "" : link.attr("href");
        int mark = href.indexOf(REPLY);
        long id = mark < 0 ? 0 : number(href.substring(mark), REPLY);
        return id > 0 ? id : null;
    }

    /** A whole number behind a word; 0 if there is none. */
    private static long number(String text, String before) {
        try {
            return text.startsWith(before) ? Long.parseLong(text.substring(before.length())) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Line breaks are {@code br}; the lines of the file itself only set the text off. Longer than allowed is cut, so that it shows. */
    private static String text(Element body) {
        StringBuilder text = new StringBuilder();
        if (body != null) {
            NodeTraversor.traverse((node, depth) -> add(node, text), body);
        }
        return text.toString().strip();
    }

    private static void add(Node node, StringBuilder text) {
        if (text.length() > Post.MAX_TEXT) {
            return;
        }
        if (node instanceof TextNode part) {
            text.append(part.getWholeText().replace("\r", "").replace("\n", ""));
        } else if (node.nameIs("br")) {
            text.append('\n');
        }
    }
}
