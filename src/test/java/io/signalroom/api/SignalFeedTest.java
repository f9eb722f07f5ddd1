package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Signals as a feed reader gets them: read with an XML parser that knows nothing of us. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalFeedTest {
    private static final ChannelInfo HOSTILE =
            new ChannelInfo(1000000078L, "markup_room", "]]></name><script>\u0001\uFFFE&amp; \uD83D\uDE80", false);
    private static final Instant AT = Samples.NOON;
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        for (int i = 1; i <= 3; i++) {
            server.witness(
                    Samples.HARBOR,
                    Samples.post(Samples.HARBOR, i, AT.plusSeconds(i), "SOL"),
                    Samples.trade("SOL", Side.LONG, 0.9));
        }
        server.witness(
                HOSTILE, Samples.post(HOSTILE, 1, AT.plusSeconds(60), "BTC"), Samples.trade("BTC", Side.SHORT, 0.9));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Element read(HttpResponse<Buffer> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/atom+xml; charset=utf-8");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes()));
        return document.getDocumentElement();
    }

    private static List<Element> all(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS("http://www.w3.org/2005/Atom", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static String text(Element in, String name) {
        return all(in, name).get(0).getTextContent();
    }

    @Test
    void a_feed_holds_what_the_list_shows_in_its_order_with_links_to_where_it_was_asked() throws Exception {
        JsonArray list =
                server.get("/signals?token=SOL&limit=2").bodyAsJsonObject().getJsonArray("data");
        Element feed = read(server.get("/signals/feed?token=SOL&limit=2"));

        assertThat(all(feed, "entry"))
                .extracting(entry -> text(entry, "id"))
                .containsExactlyElementsOf(list.stream()
                        .map(s -> "tag:signalroom.io,2026:" + ((JsonObject) s).getString("id"))
                        .toList());
        Element first = all(feed, "entry").get(0);
        String home = "http://127.0.0.1:" + server.port;
        assertThat(all(first, "link").get(0).getAttribute("href"))
                .isEqualTo(home + "/signals/" + list.getJsonObject(0).getString("id"));
        assertThat(all(feed, "link"))
                .extracting(link -> link.getAttribute("href"))
                .contains(home + "/api/v1/signals/feed?token=SOL&limit=2", home + "/signals?token=SOL&limit=2");
        assertThat(text(first, "title")).isEqualTo("SOL/USDT Long · Harbor Light Signals");
        assertThat(text(first, "summary")).contains("Entry 182.0 – 184.5", "Targets 191.5 · 198", "Stop 176.9");
        assertThat(text(first, "published")).isEqualTo(list.getJsonObject(0).getString("postedAt"));
    }

    @Test
    void a_channel_cannot_write_markup_or_break_the_document() throws Exception {
        Element feed = read(server.get("/signals/feed?token=BTC"));

        assertThat(all(feed, "entry")).hasSize(1);
        assertThat(all(feed, "name").get(0).getTextContent()).isEqualTo("]]></name><script>&amp; \uD83D\uDE80");
        assertThat(feed.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void what_is_known_is_not_sent_again_and_an_edit_makes_an_entry_new() throws Exception {
        String path = "/signals/feed?q=token:SOL";
        HttpResponse<Buffer> before = server.get(path);
        String updated = text(all(read(before), "entry").get(2), "updated");
        assertThat(server.get(path, "If-None-Match", before.getHeader("ETag")).statusCode())
                .isEqualTo(304);

        Wait.on(server.pool
                .query("UPDATE signal SET edited_at = '2099-03-02T09:00:00Z' WHERE message_id = 1 AND symbol = 'SOL'")
                .execute());
        HttpResponse<Buffer> after = server.get(path, "If-None-Match", before.getHeader("ETag"));
        Element entry = all(read(after), "entry").get(2);
        assertThat(text(entry, "updated")).isEqualTo("2099-03-02T09:00:00Z").isGreaterThan(updated);
        assertThat(text(entry, "summary")).contains("Edited later");
        assertThat(text(read(after), "updated")).isEqualTo("2099-03-02T09:00:00Z");
    }

    @Test
    void nothing_found_is_a_feed_too_and_a_wrong_filter_is_told() throws Exception {
        assertThat(all(read(server.get("/signals/feed?token=NOTHING")), "entry"))
                .isEmpty();
        assertThat(server.get("/signals/feed?side=up").statusCode()).isEqualTo(400);
        assertThat(server.get("/signals/feed?cursor=x").statusCode()).isEqualTo(400);
    }
}
