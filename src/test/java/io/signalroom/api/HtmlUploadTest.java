package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTML exports and archives by POST /imports. */
@ExtendWith(Servers.class)
class HtmlUploadTest {
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
        server.close();
    }

    private HttpResponse<Buffer> send(String query, String type, Buffer file) {
        return server.send(
                HttpMethod.POST,
                "/imports" + query,
                r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN)).putHeader("Content-Type", type),
                file);
    }

    private JsonObject imported(String query, String type, Buffer file) {
        HttpResponse<Buffer> answer = send(query, type, file);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(202);
        return rig.until(answer.bodyAsJsonObject().getString("id"), "done", "failed");
    }

    @Test
    void a_page_is_imported_into_the_channel_that_is_named() {
        JsonObject done =
                imported("?channel=1987654321", "text/html; charset=utf-8", ImportsRig.sample("html/messages.html"));
        assertThat(done.getString("channel")).isEqualTo("1987654321");
        assertThat(done.getJsonObject("report").getInteger("created")).isEqualTo(2);
        assertThat(rig.count("message WHERE channel_id = 1987654321")).isEqualTo(2);
    }

    @Test
    void without_a_channel_it_is_refused_at_once_and_says_what_to_do() {
        HttpResponse<Buffer> refused = send("", "text/html", ImportsRig.sample("html/messages.html"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.bodyAsString()).contains("/query/channel", "name it here");
        assertThat(rig.count("import_batch")).isZero();
    }

    @Test
    void an_archive_without_a_channel_fails_before_anything_is_stored() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("messages.html"));
            zip.write(ImportsRig.sample("html/messages.html").getBytes());
        }
        JsonObject failed = imported("", "application/zip", Buffer.buffer(bytes.toByteArray()));
        assertThat(failed.getString("state")).isEqualTo("failed");
        assertThat(failed.getString("problem")).contains("the parameter channel");
        assertThat(rig.count("message")).isZero();
    }

    @Test
    void the_groups_of_an_account_are_taken_when_they_are_asked_for() {
        String account = """
                {"chats":{"list":[{"name":"Desk","type":"private_supergroup","id":6,"messages":[
                    {"id":1,"type":"message","date_unixtime":"1772355600","text":"hello"}]}]}}""";
        JsonObject without = imported("", "application/json", Buffer.buffer(account));
        assertThat(without.containsKey("include")).isFalse();
        assertThat(without.getJsonObject("report").getJsonArray("problems").getString(0))
                .startsWith("1 chat of type private_supergroup was left out")
                .contains("the parameter include");
        JsonObject with = imported("?include=groups", "application/json", Buffer.buffer(account));
        assertThat(with.getString("include")).isEqualTo("groups");
        assertThat(with.getJsonObject("report").getInteger("created")).isEqualTo(1);
        assertThat(send("?include=chats", "application/json", Buffer.buffer(account))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_archive_of_both_pages_is_imported_and_undone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String page : new String[] {"messages.html", "messages2.html"}) {
                zip.putNextEntry(new ZipEntry("ChatExport/" + page));
                zip.write(ImportsRig.sample("html/" + page).getBytes());
            }
        }
        JsonObject done = imported("?channel=Desk", "application/zip", Buffer.buffer(bytes.toByteArray()));
        assertThat(done.getJsonObject("report").getInteger("created")).isEqualTo(5);
        assertThat(done.getJsonObject("progress").getLong("bytes"))
                .isEqualTo(done.getJsonObject("progress").getLong("bytesTotal"));

        rig.ask(HttpMethod.DELETE, "/imports/" + done.getString("id"), "*", null);
        rig.until(done.getString("id"), "undone");
        assertThat(rig.count("message")).isZero();
    }

    @Test
    void other_forms_are_refused_with_those_that_are_taken() {
        HttpResponse<Buffer> refused = send("", "text/plain", Buffer.buffer("hello"));
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.getHeader("Accept")).isEqualTo("application/json, application/zip, text/html");
    }
}
