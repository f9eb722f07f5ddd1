package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.LedgerCheck;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the upload to the report, and back. */
@ExtendWith(Servers.class)
class ImportsApiTest {
    private static final ChannelInfo HARBOR = new ChannelInfo(1_987_654_321L, null, "As it was heard", false);
    private ApiServer server;
    private ImportsRig rig;

    @BeforeEach
    void start() {
        server = ApiServer.start();
        ServedParts.beside(server);
        rig = new ImportsRig(server);
    }

    @AfterEach
    void stop() {
        rig.untilNoFile();
        assertThat(Wait.on(new LedgerCheck().run(server.pool)))
                .filteredOn(result -> result.broken() != 0)
                .isEmpty();
        server.close();
    }

    private static JsonObject report(int created, int same, int changed) {
        return new JsonObject()
                .put("channels", 1)
                .put("created", created)
                .put("same", same)
                .put("changed", changed)
                .put("skipped", 3)
                .put("failed", 0)
                .put("complete", true)
                .put("problems", new JsonArray())
                .put(
                        "byChannel",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", "1987654321")
                                        .put("title", "Harbor Light Signals")
                                        .put("posts", 5)
                                        .put("created", created)
                                        .put("same", same)
                                        .put("changed", changed)));
    }

    @Test
    void a_file_is_read_and_its_signals_are_in_the_feed() {
        JsonObject first = rig.imported("", ImportsRig.sample("result.json"));

        assertThat(first.getJsonObject("report")).isEqualTo(report(5, 0, 0));
        assertThat(first.getJsonObject("progress").getLong("bytes"))
                .isEqualTo(first.getJsonObject("progress").getLong("bytesTotal"))
                .isEqualTo((long) ImportsRig.sample("result.json").length());
        assertThat(first.getJsonObject("progress").getLong("posts")).isEqualTo(5);
        assertThat(first.getString("createdBy")).isEqualTo("tester");
        untilParsed();
        assertThat(server.get("/signals?token=SOL&origin=imported")
                        .bodyAsJsonObject()
                        .getJsonArray("data"))
                .isNotEmpty();

        JsonObject second = rig.imported("", ImportsRig.sample("result.json"));
        assertThat(second.getJsonObject("report")).isEqualTo(report(0, 5, 0));
    }

    private void untilParsed() {
        long end = System.nanoTime() + 20_000_000_000L;
        while (rig.count("parse_queue") > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            Wait.on(server.vertx.timer(20));
        }
    }

    @Test
    void a_dry_run_tells_the_same_and_stores_nothing() {
        server.witness(
                HARBOR,
                new Post(
                        HARBOR.id(),
                        4,
                        Instant.ofEpochSecond(1_772_362_800),
                        null,
                        "another text",
                        null,
                        Origin.WITNESSED));

        JsonObject dry = rig.imported("?dryRun=true", ImportsRig.sample("result.json"));

        assertThat(dry.getBoolean("dryRun")).isTrue();
        assertThat(dry.getJsonObject("report")).isEqualTo(report(4, 0, 1));
        assertThat(rig.count("message")).isEqualTo(1);
        assertThat(rig.count("import_message")).isZero();
        assertThat(rig.imported("", ImportsRig.sample("result.json")).getJsonObject("report"))
                .isEqualTo(report(4, 0, 1));
    }

    @Test
    void an_undone_import_is_gone_but_for_its_entry_and_a_witnessed_post() {
        JsonObject done = rig.imported("", ImportsRig.sample("result.json"));
        String path = "/imports/" + done.getString("id");
        untilParsed();
        Post known =
                new Post(HARBOR.id(), 2, Instant.ofEpochSecond(1_772_355_600), null, textOf(2), null, Origin.WITNESSED);
        server.witness(HARBOR, known);

        HttpResponse<Buffer> read = rig.ask(HttpMethod.GET, path, "", null);
        assertThat(rig.ask(HttpMethod.DELETE, path, "", null).statusCode()).isEqualTo(428);
        assertThat(rig.ask(HttpMethod.DELETE, path, "W/\"old\"", null).statusCode())
                .isEqualTo(412);
        HttpResponse<Buffer> asked = rig.ask(HttpMethod.DELETE, path, read.getHeader("ETag"), null);
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.bodyAsJsonObject().getString("state")).isEqualTo("undoing");

        JsonObject undone = rig.until(done.getString("id"), "undone");
        assertThat(undone.getJsonObject("undo"))
                .isEqualTo(new JsonObject().put("total", 5).put("removed", 4).put("kept", 1));
        assertThat(undone.getJsonObject("report")).isEqualTo(report(5, 0, 0));
        assertThat(rig.count("message")).isEqualTo(1);
        assertThat(server.get("/signals?origin=imported").bodyAsJsonObject().getJsonArray("data"))
                .hasSize(1);
        assertThat(rig.ask(HttpMethod.DELETE, path, "*", null)
                        .bodyAsJsonObject()
                        .getString("state"))
                .isEqualTo("undone");
    }

    private String textOf(long message) {
        return Wait.on(server.pool
                .query("SELECT text FROM message WHERE message_id = " + message)
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));
    }

    @Test
    void what_is_no_export_fails_and_says_what_to_do() {
        for (String text : List.of("not json", "[1]", "\"x\"", "{}", "{\"id\":1")) {
            JsonObject failed = rig.imported("", Buffer.buffer(text));
            assertThat(failed.getString("state")).as(text).isEqualTo("failed");
            assertThat(failed.getString("problem")).as(text).startsWith("This file cannot be imported.");
            assertThat(failed.containsKey("report")).isFalse();
        }
        assertThat(rig.imported("", Buffer.buffer("PK\u0003\u0004....")).getString("problem"))
                .contains("zip archive");
        assertThat(rig.count("channel")).isZero();
        assertThat(rig.imported("?channel=7", Buffer.buffer("<!DOCTYPE html>")).getString("problem"))
                .contains("there is no message in it");
        assertThat(rig.count("channel")).isZero();
    }

    @Test
    void a_file_that_breaks_off_is_read_up_to_there_and_its_report_says_so() {
        Buffer whole = ImportsRig.sample("result.json");

        JsonObject report =
                rig.imported("", whole.getBuffer(0, whole.length() / 2)).getJsonObject("report");

        assertThat(report.getBoolean("complete")).isFalse();
        assertThat(report.getJsonArray("problems").getString(0))
                .startsWith("The file is damaged or breaks off at line ");
        assertThat(report.getLong("created")).isEqualTo(rig.count("message")).isPositive();
    }

    @Test
    void only_the_wanted_time_is_imported_and_local_times_need_a_zone() {
        JsonObject report = rig.imported(
                        "?from=2026-03-01T10:00:00Z&to=2026-03-01T13:00:00%2B00:00", ImportsRig.sample("result.json"))
                .getJsonObject("report");
        assertThat(report.getLong("created")).isEqualTo(2);
        Buffer local = Buffer.buffer("""
                {"name":"A","type":"public_channel","id":5,"messages":[
                 {"id":1,"type":"message","date":"2021-07-01T11:00:00","text":"BTC long"}]}""");
        assertThat(rig.imported("", local).getJsonObject("report").getLong("failed"))
                .isEqualTo(1);
        JsonObject zoned = rig.imported("?zone=Europe/Helsinki", local);
        assertThat(zoned.getString("zone")).isEqualTo("Europe/Helsinki");
        assertThat(zoned.getJsonObject("report").getJsonArray("problems").getString(0))
                .contains("Europe/Helsinki");
    }

    @Test
    void a_wrong_question_is_answered_before_the_file_is_taken() {
        Buffer file = ImportsRig.sample("result.json");
        assertPointed("?zone=Mars/Olympus", "/query/zone", file);
        assertPointed("?dryRun=yes", "/query/dryRun", file);
        assertPointed("?from=-1h&to=-2h", "/query/from", file);
        assertPointed("?dry=true", "/query/dry", file);
        assertPointed("", "/body", Buffer.buffer());
        assertThat(rig.count("import_batch")).isZero();
    }

    private void assertPointed(String query, String pointer, Buffer file) {
        HttpResponse<Buffer> answer = rig.upload(query, file);
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void the_list_goes_from_the_newest_to_the_oldest_and_back() {
        for (int i = 0; i < 5; i++) {
            rig.imported("", Buffer.buffer("{\"type\":\"public_channel\",\"id\":5,\"messages\":[]}"));
        }
        List<String> seen = new ArrayList<>();
        JsonObject page = rig.get("/imports?limit=2");
        String back = null;
        while (true) {
            page.getJsonArray("data").forEach(i -> seen.add(((JsonObject) i).getString("id")));
            String next = page.getJsonObject("page").getString("next");
            if (next == null) {
                break;
            }
            page = rig.get("/imports?limit=2&cursor=" + next);
            back = page.getJsonObject("page").getString("prev");
        }
        assertThat(seen).containsExactly("imp_5", "imp_4", "imp_3", "imp_2", "imp_1");
        assertThat(rig.get("/imports?limit=2&cursor=" + back)
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo("imp_3");
        assertThat(rig.get("/imports?cursor=bmlt").getInteger("status")).isEqualTo(400);
    }
}
