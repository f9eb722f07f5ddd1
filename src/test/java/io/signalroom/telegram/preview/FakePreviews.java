package io.signalroom.telegram.preview;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** t.me on the loopback: newest preview pages of invented channels, and what it does when it is asked too often or rewritten. */
public final class FakePreviews {
    private static final int ON_A_PAGE = 20;

    /** One request. */
    public record Asked(String path, String agent, String language) {}

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> fault;
    private volatile boolean rewritten;
    private volatile boolean everybody;
    private HttpServer server;

    private record Channel(long id, String username, String title, TreeMap<Long, String> posts) {}

    private FakePreviews() {}

    /** Starts one on any free port. */
    public static Future<FakePreviews> start(Vertx vertx) {
        FakePreviews fake = new FakePreviews();
        Context context = vertx.getOrCreateContext();
        return Future.future(started -> context.runOnContext(x -> {
            fake.server = vertx.createHttpServer().requestHandler(fake::handle);
            fake.server.listen(0, "127.0.0.1").map(fake).onComplete(started);
        }));
    }

    /** What {@code TELEGRAM_PREVIEW_URL} is set to. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** A public channel with these posts, numbered from 1, a minute apart. */
    public void channel(long id, String username, String title, String... texts) {
        TreeMap<Long, String> posts = new TreeMap<>();
        for (String text : texts) {
            posts.put(posts.size() + 1L, text);
        }
        channels.put(username.toLowerCase(Locale.ROOT), new Channel(id, username, title, posts));
    }

    /** Whoever is asked for has a public channel with one post. */
    public FakePreviews everybody() {
        everybody = true;
        return this;
    }

    /** Answers the following requests; null = pages again. */
    public void fault(Consumer<HttpServerRequest> answer) {
        fault = answer;
    }

    /** From now on pages name their posts in another way. */
    public void rewrite() {
        rewritten = true;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public Future<Void> close() {
        return server.close();
    }

    private void handle(HttpServerRequest request) {
        asked.add(new Asked(request.path(), request.getHeader("User-Agent"), request.getHeader("Accept-Language")));
        Consumer<HttpServerRequest> broken = fault;
        String name = request.path().replaceFirst("^/s/", "");
        Channel channel = channels.getOrDefault(
                name.toLowerCase(Locale.ROOT),
                everybody ? new Channel(7, name, name, new TreeMap<>(Map.of(1L, "Welcome"))) : null);
        if (broken != null) {
            broken.accept(request);
        } else if (channel == null) {
            request.response()
                    .setStatusCode(302)
                    .putHeader("location", url() + request.path().substring(2))
                    .end();
        } else {
            String page = page(channel);
            request.response()
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .end(rewritten ? page.replace("data-post", "data-message") : page);
        }
    }

    private static String page(Channel channel) {
        StringBuilder posts = new StringBuilder();
        channel.posts().descendingMap().entrySet().stream()
                .limit(ON_A_PAGE)
                .forEach(post -> posts.insert(0, block(channel, post.getKey(), post.getValue())));
        return """
                <html><body class="widget_frame_base tgme_webpreview"><div class="tgme_channel_info">
                <div class="tgme_channel_info_header_title"><span dir="auto">%s</span></div>
                <div class="tgme_channel_info_header_username"><a href="https://t.me/%s">@%2$s</a></div>
                <div class="tgme_channel_info_counter"><span class="counter_value">27.4K</span> <span class="counter_type">subscribers</span></div></div>
                <main class="tgme_main"><section class="tgme_channel_history js-message_history">%s</section></main></body></html>
                """.formatted(escaped(channel.title()), channel.username(), posts);
    }

    private static String block(Channel channel, long id, String text) {
        String view = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"c\":-%d,\"p\":%d}".formatted(channel.id(), id).getBytes());
        return """
                <div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="%s/%d" data-view="%s">
                <div class="tgme_widget_message_text js-message_text" dir="auto">%s</div>
                <div class="tgme_widget_message_footer"><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="#"><time datetime="%s" class="time">now</time></a></span></div>
                </div></div>""".formatted(
                        channel.username(),
                        id,
                        view,
                        escaped(text).replace("\n", "<br/>"),
                        Instant.parse("2026-03-01T09:00:00Z")
                                .plusSeconds(60 * id)
                                .toString()
                                .replace("Z", "+00:00"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("$", "&#036;");
    }
}
