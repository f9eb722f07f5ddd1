package io.signalroom.telegram.preview;

import io.signalroom.signal.Forward;
import io.signalroom.signal.Post;
import io.signalroom.telegram.Forwards;
import io.signalroom.telegram.PostText;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads the HTML of a preview page. Whatever the bytes are, nothing is thrown: what cannot be read is counted, and one broken
 * post costs no other.
 */
final class PageReader {
    private static final String POST = "section.tgme_channel_history .tgme_widget_message";
    private static final String TEXT = ".tgme_widget_message_text.js-message_text";
    /** What is quoted in a post is not what it says. */
    private static final String QUOTED = ".tgme_widget_message_reply, .tgme_widget_message_link_preview";

    private static final String OLDER = "head link[rel=prev][href*=before=], a.tme_messages_more[data-before]";

    private static final String SITE = "https://t.me/";

    private static final int MAX_NAME = 64;
    private static final int MAX_TITLE = 256;
    private static final int MAX_DIGITS = 16;
    /** Of a message: JavaScript's largest whole number. */
    private static final long MOST = (1L << 53) - 1;

    private final Document page;
    private final List<PreviewPost> posts = new ArrayList<>();
    private final Set<Long> numbers = new HashSet<>();
    private Long channelId;
    private int unreadable;

    private PageReader(Document page) {
        this.page = page;
    }

    /** What the page says. */
    static PreviewPage read(String html) {
        PageReader reader = new PageReader(Jsoup.parse(html));
        reader.page.select(POST).forEach(reader::add);
        return new PreviewPage(
                reader.channel(),
                reader.posts,
                reader.unreadable,
                reader.numbers,
                reader.page.selectFirst(OLDER) != null,
                reader.page.selectFirst(".tme_no_messages_found") != null,
                reader.page.selectFirst("[class^=tgme_]") != null);
    }

    private Optional<PreviewPage.Channel> channel() {
        Element info = page.selectFirst(".tgme_channel_info");
        if (info == null) {
            return Optional.empty();
        }
        String marked = text(info, ".tgme_channel_info_header_username");
        String username = marked.startsWith("@") ? marked.substring(1) : marked;
        if (username.isEmpty()
                || username.length() > MAX_NAME
                || !username.chars().allMatch(PageReader::inNames)) {
            return Optional.empty();
        }
        String title = name(info, ".tgme_channel_info_header_title");
        return Optional.of(new PreviewPage.Channel(
                Optional.ofNullable(channelId),
                username,
                title.isBlank() ? username : title,
                Optional.of(text(info, ".tgme_channel_info_counter .counter_value"))
                        .filter(count -> !count.isEmpty() && count.length() <= MAX_NAME)));
    }

    private static boolean inNames(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    private void add(Element block) {
        try {
            long number = number(last(block.attr("data-post")));
            numbers.add(number);
            posts.add(post(number, block));
            if (channelId == null) {
                channelId = channelId(block.attr("data-view"));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            unreadable++;
        }
    }

    private static PreviewPost post(long number, Element block) {
        String place = block.attr("data-post");
        Element time = block.selectFirst("a.tgme_widget_message_date time[datetime]");
        if (time == null) {
            throw new IllegalArgumentException("no time");
        }
        Instant postedAt = OffsetDateTime.parse(time.attr("datetime")).toInstant();
        boolean service = block.hasClass("service_message");
        return new PreviewPost(
                number,
                postedAt,
                edited(block),
                service,
                service ? "" : said(block),
                replyTo(block, before(place)),
                forwardedFrom(block));
    }

    /** Leads to the original post where that is a channel's and public. */
    private static Optional<Forward> forwardedFrom(Element block) {
        if (block.selectFirst(".tgme_widget_message_forwarded_from") == null) {
            return Optional.empty();
        }
        Element link = block.selectFirst(".tgme_widget_message_forwarded_from_name[href^=" + SITE + "]");
        String place = link == null ? "" : link.attr("href").substring(SITE.length());
        String name = text(block, ".tgme_widget_message_forwarded_from_name");
        try {
            Long message = number(last(place));
            return Optional.of(Forwards.of(null, before(place), message, name, null));
        } catch (IllegalArgumentException e) {
            return Optional.of(Forwards.of(null, null, null, name, null)); // of a person, say
        }
    }

    /** In the line below the post, where who signs it stands too. */
    private static boolean edited(Element block) {
        Element line = block.selectFirst(".tgme_widget_message_meta");
        return line != null && line.ownText().contains("edited");
    }

    /** The post's own text; Telegram often writes it inside of itself once more. */
    private static String said(Element block) {
        Element innermost = null;
        for (Element text : block.select(TEXT)) {
            if (text.closest(QUOTED) == null
                    && (innermost == null || innermost.select(TEXT).contains(text))) {
                innermost = text;
            }
        }
        String said = innermost == null ? "" : PostText.clean(innermost.wholeText());
        if (said.length() > Post.MAX_TEXT) {
            throw new IllegalArgumentException("text of " + said.length() + " characters");
        }
        return said;
    }

    private static Optional<Long> replyTo(Element block, String channel) {
        Element reply = block.selectFirst("a.tgme_widget_message_reply");
        String address = reply == null ? "" : reply.attr("href");
        try {
            return last(before(address)).equalsIgnoreCase(channel)
                    ? Optional.of(number(last(address)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of an album, say: the post is worth more than what it answers
        }
    }

    /** What stands behind the last slash. */
    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What stands before it; empty if there is none. */
    private static String before(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Null if the page keeps it to itself. */
    private static Long channelId(String view) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(view), StandardCharsets.UTF_8);
            return new JsonObject(json).getValue("c") instanceof Number c && c.longValue() < 0 ? -c.longValue() : null;
        } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
            return null;
        }
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("no number");
        }
        long number = Long.parseLong(digits);
        if (number == 0 || number > MOST) {
            throw new IllegalArgumentException("no number");
        }
        return number;
    }

    /** What somebody or something is called, cut if it is long. */
    private static String name(Element in, String selector) {
        String name = text(in, selector);
        return PostText.clean(name.substring(0, Math.min(name.length(), MAX_TITLE)));
    }

    /** Empty if there is no such element. */
    private static String text(Element in, String selector) {
        Element found = in.selectFirst(selector);
        return found == null ? "" : found.text().strip();
    }
}
