package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files of signals: the whole list, in each form. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {
    private static final int MANY = 60_000;
    private static final int OF_BTC = 1_203;
    private static final int PIECE = 5_000;
    private static final ChannelInfo HOSTILE = new ChannelInfo(1000000077L, "calc_room", "=cmd|' /C calc'!A0", false);

    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        server.witness(HOSTILE, Samples.post(HOSTILE, 1, Samples.NOON, "SOL"), Samples.trade("SOL", Side.LONG, 0.9));
        store(OF_BTC, "BTC", Samples.NOON.plusSeconds(10));
        store(MANY, "ETH", Samples.NOON.plusSeconds(100_000));
    }

    /** Signals a second apart, in pieces that a busy machine stores within the time of a statement. */
    private void store(int count, String symbol, Instant from) {
        for (int done = 0; done < count; done += PIECE) {
            store(done, Math.min(count, done + PIECE), symbol, from);
        }
    }

    private void store(int begin, int end, String symbol, Instant from) {
        List<Object> ids = new ArrayList<>();
        List<Object> times = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            Instant at = from.plusSeconds(i);
            ids.add(SignalId.of(at, HOSTILE.id(), 10L + i, 0).value().toString());
            times.add(at.toString());
        }
        Wait.on(server.pool
                .preparedQuery("""
                        INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                            direction, confidence, symbol, side)
                        SELECT id::uuid, at::timestamptz, at::timestamptz, $3, 9 + $5 + n, 1, 0, 'witnessed', 'trade_signal', 1, 0.9,
                               $4::text, 'LONG'
                        FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (id, at, n)""")
                .execute(Tuple.tuple()
                        .addArrayOfString(ids.toArray(String[]::new))
                        .addArrayOfString(times.toArray(String[]::new))
                        .addLong(HOSTILE.id())
                        .addString(symbol)
                        .addLong((long) begin)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonArray listed(String filter) {
        JsonArray all = new JsonArray();
        String cursor = "";
        while (cursor != null) {
            JsonObject page =
                    server.get("/signals?limit=200&" + filter + cursor).bodyAsJsonObject();
            all.addAll(page.getJsonArray("data"));
            String next = page.getJsonObject("page").getString("next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return all;
    }

    @Test
    void a_file_of_json_holds_what_the_list_shows_in_its_order() {
        JsonArray list = listed("token=BTC,SOL&sort=postedAt");
        assertThat(list.size()).isEqualTo(OF_BTC + 1);
        HttpResponse<Buffer> json = server.get("/signals/export?format=json&token=BTC,SOL&sort=postedAt");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(json.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"signals.json\"");
        assertThat(json.bodyAsJsonObject().getJsonArray("data")).isEqualTo(list);
        HttpResponse<Buffer> lines = server.get("/signals/export?format=ndjson&q=token:BTC,SOL&sort=postedAt");
        assertThat(lines.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(new JsonArray(lines.bodyAsString()
                        .lines()
                        .map(line -> (Object) new JsonObject(line))
                        .toList()))
                .isEqualTo(list);
    }

    @Test
    void a_csv_has_a_line_for_each_signal_and_no_formula() throws IOException {
        HttpResponse<Buffer> csv = server.get("/signals/export?token=BTC,SOL&sort=postedAt");
        assertThat(csv.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"signals.csv\"");
        CSVFormat withHead = CSVFormat.RFC4180.builder().setHeader().get();
        try (CSVParser parser = CSVParser.parse(csv.bodyAsString(), withHead)) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records).hasSize(OF_BTC + 1);
            assertThat(records.get(0).get("entries")).isEqualTo("182.0 184.5");
            assertThat(records.get(0).get("channel.title")).isEqualTo("'=cmd|' /C calc'!A0");
            assertThat(records.stream().map(r -> r.get("id")).distinct()).hasSize(OF_BTC + 1);
        }
    }

    @Test
    void nothing_found_is_a_file_too() {
        assertThat(server.get("/signals/export?token=NONE").bodyAsString().lines())
                .hasSize(1);
        assertThat(server.get("/signals/export?token=NONE&format=ndjson").body())
                .isNull();
        assertThat(server.get("/signals/export?token=NONE&format=json")
                        .bodyAsJsonObject()
                        .getJsonArray("data"))
                .isEmpty();
    }

    @Test
    void wrong_questions_and_what_waits_for_an_operator_are_refused_before_a_file_begins() {
        assertThat(server.get("/signals/export?format=xls").statusCode()).isEqualTo(400);
        assertThat(server.get("/signals/export?limit=5").statusCode()).isEqualTo(400);
        assertThat(server.get("/signals/export?state=review").statusCode()).isEqualTo(401);
        assertThat(server.get("/signals/export?state=review", "Authorization", "Bearer " + server.token(Scope.WRITE))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_head_of_a_file_costs_no_file() {
        HttpResponse<Buffer> head = server.send(HttpMethod.HEAD, "/signals/export", r -> r, null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(head.getHeader("Transfer-Encoding")).isNull(); // what is streamed has no length and is chunked
    }

    /** Reads next to nothing of a file of some 20 MB: what is not taken is not read from the database either. */
    @Test
    void a_reader_who_takes_nothing_holds_up_his_file_and_nobody_else() {
        List<NetSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            sockets.add(takingTheHeadOnly());
        }
        assertThat(server.get("/signals?limit=200").statusCode()).isEqualTo(200);
        String token = "Bearer " + server.token(Scope.READ);
        assertThat(server.get("/signals/export?token=BTC").statusCode()).isEqualTo(503);
        assertThat(server.get("/signals/export?token=BTC", "Authorization", token)
                        .statusCode())
                .isEqualTo(200);
        sockets.forEach(NetSocket::close);
        Room.eventually(
                server.vertx,
                Duration.ofSeconds(10),
                () -> server.get("/signals/export?token=BTC").statusCode() == 200);
    }

    /** A reader whose file has begun. */
    private NetSocket takingTheHeadOnly() {
        NetSocket socket = Wait.on(server.vertx.createNetClient().connect(server.port, "127.0.0.1"));
        Promise<Buffer> begun = Promise.promise();
        socket.handler(some -> {
            socket.pause();
            begun.tryComplete(some);
        });
        Wait.on(socket.write("GET /api/v1/signals/export?format=json HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertThat(Wait.on(begun.future()).toString()).startsWith("HTTP/1.1 200");
        return socket;
    }
}
