package io.signalroom.telegram.preview;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What the page of a single post says of it. */
enum PostCheck {
    /** It shows the post. */
    THERE,
    /** It says that there is no such post. */
    GONE,
    /** It says something else: nothing is to be concluded. */
    UNCLEAR;

    private static final String GONE_WORDS = "Post not found";

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads such a page. Whatever the bytes are, nothing is thrown. */
    static PostCheck read(String html) {
        Document page = Jsoup.parse(html);
        Element error = page.selectFirst(".tgme_widget_message_error");
        if (error != null) {
            return error.text().contains(GONE_WORDS) ? GONE : UNCLEAR;
        }
        // of an album the page names the first post, whichever of them was asked for
        return page.selectFirst(".tgme_widget_message[data-post]") != null ? THERE : UNCLEAR;
    }
}
