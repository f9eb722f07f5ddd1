package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteRoutesTest {

    private static Vertx vertx;
    private static WebClient client;
    private static SiteSource source;
    private static int port;

    @BeforeAll
    static void listen() {
        vertx = Vertx.vertx();
        source = SiteSource.open("1.2.3");
        Router router = Router.router(vertx);
        SiteRoutes.mount(router, source, SignalPages.closed());
        router.get("/api/v1/status").handler(rc -> rc.end("{}"));
        HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
        port = server.actualPort();
        client = WebClient.create(vertx);
    }

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void where_nothing_is_no_method_is_told_to_be_the_wrong_one(String method) {
        HttpRequest<Buffer> request = client.request(HttpMethod.valueOf(method), port, "127.0.0.1", "/nothing/here");

        assertThat(send(request.putHeader("Accept", "text/html")).statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_carries_exactly_the_agreed_headers() {
        HttpResponse<Buffer> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.getHeader("Content-Security-Policy"))
                .matches("default-src 'none'; script-src 'self'( 'sha256-[A-Za-z0-9+/=]{44}'){2}; style-src 'self'; "
                        + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
                        + "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                        + "require-trusted-types-for 'script'; trusted-types lit-html");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void the_only_inline_scripts_are_the_two_that_the_policy_names(Page each) {
        HttpResponse<Buffer> page = send(request(each.path()).putHeader("Accept", "text/html"));
        List<String> scripts = Pattern.compile(
                        "<script (?!type=\"application/json\")(?!type=\"module\" src)[^>]*>(.*?)</script>",
                        Pattern.DOTALL)
                .matcher(page.bodyAsString())
                .results()
                .map(script -> script.group(1))
                .toList();

        assertThat(scripts).hasSize(2).allSatisfy(script -> {
            String hash =
                    Base64.getEncoder().encodeToString(StaticFile.sha256(script.getBytes(StandardCharsets.UTF_8)));
            assertThat(page.getHeader("Content-Security-Policy")).contains("'sha256-" + hash + "'");
        });
        assertThat(page.bodyAsString()).doesNotContainPattern("<style|style=\"|onclick=|<script>");
    }

    @Test
    void where_reading_needs_a_token_no_answer_is_asked_for_ahead() {
        assertThat(get("/").headers().contains("Link")).isFalse();
    }

    @Test
    void an_address_that_is_not_there_is_a_page_for_browsers_only() {
        String html = "text/html,application/xhtml+xml,*/*;q=0.8";
        HttpResponse<Buffer> page = send(request("/nothing/here").putHeader("Accept", html));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.bodyAsString()).contains("There is nothing here");

        HttpResponse<Buffer> again = send(request("/nothing/here")
                .putHeader("Accept", html)
                .putHeader("If-None-Match", page.getHeader("ETag") + ", *"));
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.bodyAsString()).contains("There is nothing here");

        assertThat(get("/nothing/here").bodyAsString()).doesNotContain("There is nothing here");
        assertThat(send(request("/api/v1/nothing").putHeader("Accept", html)).bodyAsString())
                .doesNotContain("There is nothing here");
    }

    @Test
    void an_unchanged_page_is_answered_with_304() {
        String etag = get("/").getHeader("ETag");

        HttpResponse<Buffer> again = send(request("/").putHeader("If-None-Match", "\"other\", " + etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isNull();
        assertThat(again.getHeader("ETag")).isEqualTo(etag);
    }

    @Test
    void the_theme_of_the_cookie_is_in_the_markup() {
        assertThat(send(request("/").putHeader("Cookie", "theme=dark")).bodyAsString())
                .contains("<html lang=\"en\" data-theme=\"dark\">");
        assertThat(send(request("/").putHeader("Cookie", "theme=\"><script>")).bodyAsString())
                .contains("<html lang=\"en\">");
    }

    @Test
    void the_language_is_the_one_chosen_else_the_one_the_browser_asks_for_first() {
        assertThat(languageOf(request("/").putHeader("Accept-Language", "fr, de-CH;q=0.8, en;q=0.5")))
                .isEqualTo("de");
        assertThat(languageOf(request("/").putHeader("Accept-Language", "de;q=0, fr")))
                .isEqualTo("en");
        assertThat(languageOf(
                        request("/").putHeader("Accept-Language", "de").putHeader("Cookie", "theme=dark; lang=en")))
                .isEqualTo("en");
        assertThat(languageOf(request("/").putHeader("Cookie", "lang=\"><script>")))
                .isEqualTo("en");
        assertThat(get("/").getHeader("Vary")).contains("Cookie", "Accept-Language");
    }

    @Test
    void words_of_a_later_part_come_in_the_language_asked_for() {
        assertThat(get("/assets/words/de/panel.json").bodyAsJsonObject().getString("panel.next"))
                .isEqualTo("Nächstes Signal");
        assertThat(get("/assets/words/fr/panel.json").statusCode()).isEqualTo(404);
    }

    private static String languageOf(HttpRequest<Buffer> request) {
        Matcher lang =
                Pattern.compile("<html lang=\"(\\w+)\"").matcher(send(request).bodyAsString());
        assertThat(lang.find()).isTrue();
        return lang.group(1);
    }

    @Test
    void what_carries_its_hash_is_kept_for_a_year_and_what_does_not_is_asked_for() {
        String html = get("/").bodyAsString();
        Matcher address = Pattern.compile("/assets/app\\.css\\?v=[\\w-]+").matcher(html);
        assertThat(address.find()).isTrue();

        assertThat(get(address.group()).getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(get("/assets/app.css").getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/assets/app.css?v=old").getHeader("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void library_files_come_off_the_class_path_for_a_year() {
        HttpResponse<Buffer> lit = get(source.library("lit", "index.js"));

        assertThat(lit.statusCode()).isEqualTo(200);
        assertThat(lit.getHeader("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(lit.getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(get(source.library("inter", "files/inter-latin-400-normal.woff2"))
                        .getHeader("Content-Type"))
                .isEqualTo("font/woff2");
        assertThat(get(source.library("swagger-ui", "swagger-ui.css")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void text_is_sent_compressed_once() {
        HttpResponse<Buffer> css = send(request("/assets/app.css").putHeader("Accept-Encoding", "gzip, br"));
        assertThat(css.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(css.body().getByte(0)).as("gzip magic").isEqualTo((byte) 0x1f);
        assertThat(css.getHeader("Vary")).containsIgnoringCase("Accept-Encoding");

        HttpResponse<Buffer> plain = send(request("/assets/app.css").putHeader("Accept-Encoding", "gzip;q=0"));
        assertThat(plain.getHeader("Content-Encoding")).isNull();
        assertThat(plain.bodyAsString()).contains("@font-face");
    }

    @Test
    void a_head_request_has_the_length_and_no_body() {
        HttpResponse<Buffer> head = send(client.request(HttpMethod.HEAD, port, "127.0.0.1", "/assets/app.css"));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Integer.parseInt(head.getHeader("Content-Length"))).isGreaterThan(10_000);
        assertThat(head.body()).isNull();
    }

    @Test
    void every_answer_says_nosniff() {
        assertThat(get("/api/v1/status").getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(get("/assets/none.css").getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets",
                "/js/",
                "/js/none.js",
                "/layout.html",
                "/index.html",
                "/nav-item.html",
                "/i18n/en.json",
                "/assets/lib/",
                "/assets/lib/lit/",
                "/assets/lib/lit/3.3.3/",
                "/assets/lib/lit/0.0.1/index.js",
                "/assets/lib/lit/3.3.3/package.json",
                "/assets/lib/lit/3.3.3/directives",
                "/assets/lib/unknown/1.0/index.js",
                "/assets/lib/lit/3.3.3/../../../../io/signalroom/Main.class",
                "/assets/lib/../../pom.xml",
                "/assets/..%2f..%2fpom.xml",
                "/assets/%2e%2e/%2e%2e/pom.xml",
                "/assets/lib/lit/3.3.3/%2e%2e%2f%2e%2e%2flit-html/3.3.0/lit-html.js",
                "/assets/lib/lit/3.3.3/..%5c..%5cindex.js",
                "/js/..%2flayout.html",
                "/js/%252e%252e/layout.html",
                "/assets/lib/lit/3.3.3//index.js%00.css",
                "/js/theme.js%00",
            })
    void what_is_not_a_file_of_the_site_is_not_found(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<Buffer> get(String path) {
        return send(request(path));
    }

    private static HttpRequest<Buffer> request(String path) {
        return client.get(port, "127.0.0.1", path);
    }

    private static HttpResponse<Buffer> send(HttpRequest<Buffer> request) {
        return await(request.send());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
