package io.signalroom.telegram.preview;

import io.signalroom.telegram.preview.FakeChannel.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;

/** Writes pages as t.me does: twenty posts, the oldest first, with all the traps of their HTML. */
public final class FakePage {
    private static final int ON_A_PAGE = 20;

    private FakePage() {}

    /** The newest page, or the one before or after a post; both null for the newest. */
    public static String of(FakeChannel channel, Long before, Long after) {
        NavigableMap<Long, Said> all = channel.shown();
        NavigableMap<Long, Said> range = all;
        if (before != null) {
            range = all.headMap(before, false);
        } else if (after != null) {
            range = all.tailMap(after, false);
        }
        List<Said> posts = new ArrayList<>(range.values());
        posts = before == null && after != null
                ? posts.subList(0, Math.min(ON_A_PAGE, posts.size()))
                : posts.subList(Math.max(0, posts.size() - ON_A_PAGE), posts.size());
        if (posts.isEmpty()) {
            return sample("tme-s-none.html");
        }
        long first = posts.get(0).id();
        long last = posts.get(posts.size() - 1).id();
        return page(channel, posts, all.firstKey() < first ? first : null, all.lastKey() > last ? last : null);
    }

    /** The page of one post. */
    static String single(FakeChannel channel, Said post) {
        return post == null
                ? sample("tme-embed-missing.html")
                : "<!DOCTYPE html><html><body class=\"widget_frame_base\">" + block(channel, post) + "</body></html>";
    }

    static String sample(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/telegram", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(FakeChannel channel, List<Said> posts, Long older, Long newer) {
        StringBuilder blocks = new StringBuilder();
        if (older != null) {
            blocks.append(more(channel, "before", older));
        }
        posts.forEach(post -> blocks.append(block(channel, post)));
        if (newer != null) {
            blocks.append(more(channel, "after", newer));
        }
        String links = (older == null ? "" : link(channel, "prev", "before", older))
                + (newer == null ? "" : link(channel, "next", "after", newer))
                + link(
                        channel,
                        "canonical",
                        "before",
                        posts.get(posts.size() - 1).id() + 1);
        return """
                <!DOCTYPE html><html><head><meta charset="utf-8">%s</head>
                <body class="widget_frame_base tgme_webpreview"><div class="tgme_channel_info">
                <div class="tgme_channel_info_header_title"><span dir="auto">%s</span></div>
                <div class="tgme_channel_info_header_username"><a href="https://t.me/%s">@%3$s</a></div>
                <div class="tgme_channel_info_counter"><span class="counter_value">27.4K</span> <span class="counter_type">subscribers</span></div></div>
                <main class="tgme_main" data-url="/%3$s"><section class="tgme_channel_history js-message_history">%s</section></main></body></html>
                """.formatted(links, escaped(channel.title), channel.username, blocks);
    }

    private static String link(FakeChannel channel, String rel, String side, long post) {
        return "<link rel=\"%s\" href=\"/s/%s?%s=%d\">".formatted(rel, channel.username, side, post);
    }

    private static String more(FakeChannel channel, String side, long post) {
        return """
                <div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/%s?%s=%d" class="tme_messages_more js-messages_more" data-%2$s="%3$d"></a></div>""".formatted(channel.username, side, post);
    }

    private static String block(FakeChannel channel, Said post) {
        String view = "{\"c\":-%d,\"p\":%s,\"t\":%d,\"h\":\"0123456789abcdef01\"}"
                .formatted(
                        channel.id,
                        post.album() > 1 ? "\"" + post.id() + "g\"" : String.valueOf(post.id()),
                        post.at().getEpochSecond());
        String place = "https://t.me/" + channel.username + "/" + post.id();
        return """
                <div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap%s js-widget_message" data-post="%s/%d" data-view="%s">
                <div class="tgme_widget_message_user"><a href="https://t.me/%2$s"><i class="tgme_widget_message_user_photo"></i></a></div><div class="tgme_widget_message_bubble">
                <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/%2$s"><span dir="auto">%s</span></a></div>%s
                <div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">1.2K</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta">%s<a class="tgme_widget_message_date" href="%s"><time datetime="%s" class="time">09:00</time></a></span></div></div>
                </div></div></div>""".formatted(
                post.service() ? " service_message" : "",
                channel.username,
                post.id(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(view.getBytes(StandardCharsets.UTF_8)),
                escaped(channel.title),
                content(channel, post),
                post.marked() ? "<span class=\"tgme_widget_message_from_author\">Mara</span>, edited &nbsp;" : "",
                place,
                post.at().toString().replace("Z", "+00:00"));
    }

    private static String content(FakeChannel channel, Said post) {
        StringBuilder content = new StringBuilder();
        if (post.forwardedFrom() != null) {
            content.append("""
                    <div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other/88"><span dir="auto">%s</span></a></div>""".formatted(escaped(post.forwardedFrom())));
        }
        if (post.replyTo() != null) {
            content.append("""
                    <a class="tgme_widget_message_reply" href="https://t.me/%s/%d"><div class="tgme_widget_message_text js-message_reply_text" dir="auto">What is quoted</div></a>""".formatted(channel.username, post.replyTo()));
        }
        if (post.album() > 1) {
            content.append("<div class=\"tgme_widget_message_grouped_wrap\"></div>");
        }
        if (!post.text().isEmpty()) {
            String text = "<div class=\"tgme_widget_message_text js-message_text\" dir=\"auto\">%s</div>";
            String inner = text.formatted(markup(post.text()));
            content.append(post.id() % 2 == 0 ? text.formatted(inner) : inner); // Telegram often doubles it
        }
        return content.append("<div class=\"message_media_not_supported_wrap\"></div>")
                .toString();
    }

    /** Emoji, line breaks and quoted characters as Telegram writes them. */
    private static String markup(String text) {
        StringBuilder html = new StringBuilder();
        text.codePoints().forEach(c -> {
            String one = Character.toString(c);
            if (c == '\n') {
                html.append("<br/>");
            } else if (c >= 0x1F300 && c < 0x1FAFF) {
                html.append("<i class=\"emoji\" style=\"background-image:url('//telegram.org/x.png')\"><b>" + one
                        + "</b></i>");
            } else {
                html.append(escaped(one));
            }
        });
        return html.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("!", "&#33;")
                .replace("$", "&#036;")
                .replace("\u00A0", "&nbsp;");
    }
}
