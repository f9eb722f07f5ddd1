package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelsApiTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        for (int i = 0; i < 12; i++) { // pairs share a title and a time
            ChannelInfo channel = new ChannelInfo(5000 + i, "room_" + i, "Room " + (char) ('A' + i / 2), false);
            server.witness(
                    channel,
                    Samples.post(channel, 1, Samples.NOON.plusSeconds(i / 2), "post"),
                    Samples.trade("SOL", Side.LONG, 0.9));
        }
        Wait.on(server.pool
                .query("INSERT INTO rollup_channel SELECT id, id % 4 FROM channel WHERE id < 5010")
                .execute());
        server.post("/channels", new JsonObject().put("title", "Never heard"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("data").stream()
                .map(c -> ((JsonObject) c).getString("id"))
                .toList();
    }

    private List<String> walk(String query, String direction, String start, List<String> cursors) {
        List<String> all = new ArrayList<>();
        String cursor = start;
        while (cursor != null) {
            cursors.add(cursor);
            JsonObject page = server.get("/channels?" + query + cursor).bodyAsJsonObject();
            all.addAll(direction.equals("next") ? all.size() : 0, ids(page));
            String next = page.getJsonObject("page").getString(direction);
            cursor = next == null ? null : "&cursor=" + next;
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=-lastPostAt", "sort=title", "sort=-signals", "sort=title&q=room"})
    void pages_forwards_and_backwards_equal_a_full_sort(String query) {
        List<String> sorted = walk(query + "&limit=200", "next", "", new ArrayList<>());
        for (int limit : new int[] {1, 2, 3, 5}) {
            List<String> cursors = new ArrayList<>();
            assertThat(walk(query + "&limit=" + limit, "next", "", cursors))
                    .isEqualTo(sorted)
                    .doesNotHaveDuplicates();
            String last = cursors.get(cursors.size() - 1);
            assertThat(walk(query + "&limit=" + limit, "prev", last, new ArrayList<>()))
                    .isEqualTo(sorted);
        }
    }

    @Test
    void the_most_recently_heard_come_first_and_the_never_heard_last() {
        List<String> ids = ids(server.get("/channels").bodyAsJsonObject());
        assertThat(ids.subList(0, 3)).containsExactly("5011", "5010", "5009");
        assertThat(ids.subList(12, ids.size())).contains("-2").noneMatch(id -> id.startsWith("50"));
    }

    @Test
    void the_busiest_come_first_when_asked_for() {
        JsonObject list = server.get("/channels?sort=-signals&limit=3").bodyAsJsonObject();
        assertThat(list.getJsonArray("data").stream()
                        .map(c -> ((JsonObject) c).getInteger("signals"))
                        .toList())
                .containsExactly(3, 3, 2);
    }

    @ParameterizedTest
    @CsvSource({"room_1,3", "ROOM%20b,2", "%25,0", "room_,12", "heard,1", "%27,0", "%5C,0"})
    void a_part_of_a_name_finds_channels(String q, int expected) {
        assertThat(ids(server.get("/channels?q=" + q).bodyAsJsonObject())).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "bjA6MTp4", "bjA6eDox", "bjE6MTphAGI", "%00", "bnNpZ18wMUtKTU1QQjQwRDgwU1BCTUpHRVhRRzMxRA"})
    void a_cursor_of_another_list_is_refused(String cursor) {
        assertThat(server.get("/channels?cursor=" + cursor).statusCode()).isEqualTo(400);
    }

    @Test
    void a_cursor_of_another_order_is_refused() {
        String next = server.get("/channels?limit=1&sort=title")
                .bodyAsJsonObject()
                .getJsonObject("page")
                .getString("next");
        assertThat(server.get("/channels?sort=-signals&cursor=" + next).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_channel_is_read_by_its_id() {
        JsonObject channel = server.get("/channels/5003").bodyAsJsonObject();
        assertThat(channel.getString("username")).isEqualTo("room_3");
        assertThat(channel.getInteger("posts")).isEqualTo(1);
        assertThat(channel.getString("lastPostAt")).isEqualTo("2026-03-01T12:00:01Z");
        assertThat(channel.getMap()).as("it has claimed nothing").containsEntry("claims", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-99", "0", "x", "3.14", "99999999999999999999", "%25", "a%2Fb", "null"})
    void an_unknown_channel_is_not_found(String id) {
        assertThat(server.get("/channels/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void a_channel_is_added_once() {
        JsonObject body = new JsonObject()
                .put("username", "@New_Room")
                .put("title", "  New room ")
                .put("telegramId", "-1001234567");
        HttpResponse<Buffer> first = server.post("/channels", body);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.getHeader("Location")).isEqualTo("/api/v1/channels/1234567");
        assertThat(first.bodyAsJsonObject().getString("username")).isEqualTo("New_Room");
        assertThat(first.bodyAsJsonObject().getString("title")).isEqualTo("New room");
        assertThat(server.get("/channels/1234567").bodyAsJsonObject()).isEqualTo(first.bodyAsJsonObject());
        assertThat(server.post("/channels", body).statusCode()).isEqualTo(409);
        assertThat(server.post(
                                "/channels",
                                new JsonObject().put("username", "new_room").put("title", "x"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(server.post(
                                "/channels",
                                new JsonObject().put("telegramId", "1234567").put("title", "x"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void channels_of_our_own_never_take_the_id_of_the_manual_channel() {
        HttpResponse<Buffer> one =
                server.post("/channels", new JsonObject().put("title", "Own").putNull("username"));
        HttpResponse<Buffer> two = server.post("/channels", new JsonObject().put("title", "Own"));
        long first = Long.parseLong(one.bodyAsJsonObject().getString("id"));
        assertThat(first).isLessThan(-1);
        assertThat(Long.parseLong(two.bodyAsJsonObject().getString("id"))).isEqualTo(first - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; /body",
                "{\"title\":\"\"}; /body/title",
                "{\"title\":\"   \"}; /body/title",
                "{\"title\":null}; /body/title",
                "{\"title\":\"a\",\"username\":\"a b\"}; /body/username",
                "{\"title\":\"a\",\"telegramId\":5}; /body/telegramId",
                "{\"title\":\"a\",\"telegramId\":\"0\"}; /body/telegramId",
                "{\"title\":\"a\",\"telegramId\":\"9999999999999999999\"}; /body/telegramId",
                "{\"title\":\"a\",\"nmae\":\"x\"}; /body/nmae"
            })
    void a_wrong_value_is_pointed_at(String body, String pointer) {
        HttpResponse<Buffer> response = server.post("/channels", new JsonObject(body));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void the_longest_titles_that_are_stored_can_be_paged_through() {
        try (ApiServer own = ApiServer.start()) {
            for (long id = 1; id <= 3; id++) {
                ChannelInfo channel = new ChannelInfo(id, null, "界".repeat(256), false);
                own.witness(channel, Samples.post(channel, 1, Samples.NOON, "post"));
            }
            String cursor = "";
            for (int i = 1; i <= 3; i++) {
                JsonObject page =
                        own.get("/channels?sort=title&limit=1" + cursor).bodyAsJsonObject();
                assertThat(ids(page)).containsExactly(String.valueOf(i));
                cursor = "&cursor=" + page.getJsonObject("page").getString("next");
            }
        }
    }
}
