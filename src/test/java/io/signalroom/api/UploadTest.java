package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Files on their way: long ones, too long ones, and those that stop. Nobody reads them here. */
@ExtendWith(Servers.class)
@Isolated("it measures the heap")
class UploadTest {
    private static final int PART = 64 * 1024;
    private static final long LONG = 200L << 20;
    private ApiServer server = ApiServer.startTaking(LONG);
    private final ImportsRig rig = new ImportsRig(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void two_hundred_megabytes_go_to_the_disk_in_flat_memory() throws Exception {
        List<Long> used = new ArrayList<>();
        HttpClientRequest request = request(LONG);
        Buffer part = Buffer.buffer(new byte[PART]);
        Future<Void> sent = Future.succeededFuture();
        for (long at = 0; at < LONG; at += PART) {
            if (at % (LONG / 8) == 0) {
                Wait.on(sent);
                used.add(heap());
            }
            sent = request.write(part);
            Wait.on(sent);
        }
        int status = Wait.on(request.end().compose(x -> request.response())).statusCode();
        assertThat(status).isEqualTo(202);
        assertThat(Collections.max(used) - used.get(0)).isLessThan(32L << 20);
        Path file = server.imports.resolve(rig.files().get(0));
        assertThat(Files.size(file)).isEqualTo(LONG);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Of a request whose length is told, or not told if it is negative. */
    private HttpClientRequest request(long length) {
        HttpClientRequest request = Wait.on(server.vertx
                .createHttpClient()
                .request(HttpMethod.POST, server.port, "127.0.0.1", ApiServer.API + "/imports"));
        request.putHeader("Authorization", "Bearer " + server.token(Scope.ADMIN))
                .putHeader("Content-Type", "application/json");
        return length < 0 ? request.setChunked(true) : request.putHeader("Content-Length", String.valueOf(length));
    }

    @Test
    void a_file_that_is_too_long_is_refused_by_what_it_says_and_by_what_comes() {
        server.close();
        server = ApiServer.startTaking(1 << 20);
        HttpClientRequest told = request((1 << 20) + 1);
        told.write(Buffer.buffer("{"));
        assertThat(Wait.on(told.response()).statusCode()).isEqualTo(413);

        HttpClientRequest untold = request(-1);
        Buffer part = Buffer.buffer(new byte[PART]);
        for (int i = 0; i < 17; i++) {
            untold.write(part);
        }
        assertThat(Wait.on(untold.response()).statusCode()).isEqualTo(413);
        new ImportsRig(server).untilNoFile();
        assertThat(new ImportsRig(server).upload("", Buffer.buffer("{}")).statusCode())
                .isEqualTo(202);
    }

    @Test
    void who_waits_to_be_told_to_send_is_told_before_or_refused() {
        String answer = raw("Content-Length: 2\r\nExpect: 100-continue\r\n\r\n", "{}");
        assertThat(answer).startsWith("HTTP/1.1 100 Continue").contains("HTTP/1.1 202");
        assertThat(raw("Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n", ""))
                .startsWith("HTTP/1.1 413");
    }

    /** What the server sends to such a request until it has answered it. */
    private String raw(String headers, String body) {
        NetSocket socket = Wait.on(server.vertx.createNetClient().connect(server.port, "127.0.0.1"));
        Buffer received = Buffer.buffer();
        Promise<Void> answered = Promise.promise();
        socket.handler(bytes -> {
            received.appendBuffer(bytes);
            if (received.toString().contains("HTTP/1.1 100")
                    && !received.toString().contains("HTTP/1.1 2")) {
                socket.write(body);
            }
            if (received.toString().contains("X-Request-Id")
                    || received.toString().contains("x-request-id")) {
                answered.tryComplete();
            }
        });
        socket.closeHandler(x -> answered.tryComplete());
        socket.write("POST " + ApiServer.API + "/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + server.token(Scope.ADMIN) + "\r\n" + headers);
        Wait.on(answered.future());
        socket.close();
        return received.toString();
    }

    @Test
    void an_upload_that_stalls_is_answered_and_cut_off_and_leaves_nothing() {
        String answer = raw("Content-Length: 100\r\n\r\n{\"half\":", "");
        assertThat(answer).startsWith("HTTP/1.1 408").contains("Nothing of the file came");
        rig.untilNoFile();
        assertThat(rig.count("import_batch")).isZero();
    }

    @Test
    void an_upload_that_moves_may_take_longer_than_other_requests() {
        HttpClientRequest slow = request(-1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(17); // others have 15
        while (System.nanoTime() < end) {
            Wait.on(slow.write(Buffer.buffer(" ")).compose(x -> server.vertx.timer(500)));
        }
        assertThat(Wait.on(slow.end("{}").compose(x -> slow.response())).statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_sender_who_goes_away_leaves_nothing() {
        HttpClientRequest request = request(100);
        Wait.on(request.write(Buffer.buffer("{")));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (rig.files().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        Wait.on(request.connection().close());
        rig.untilNoFile();
    }

    @Test
    void ten_files_wait_and_the_eleventh_is_told_to_come_later() {
        for (int i = 0; i < 10; i++) {
            assertThat(rig.upload("", Buffer.buffer("{}")).statusCode()).isEqualTo(202);
        }
        HttpResponse<Buffer> refused = rig.upload("", Buffer.buffer("{}"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isNotNull();
        assertThat(rig.files()).hasSize(10);
    }

    @Test
    void four_files_are_on_their_way_at_once() {
        List<HttpClientRequest> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            HttpClientRequest request = request(-1);
            Wait.on(request.write(Buffer.buffer(" ")));
            four.add(request);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (rig.files().size() < 4) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(rig.upload("", Buffer.buffer("{}")).statusCode()).isEqualTo(503);
        four.forEach(request -> assertThat(Wait.on(request.end("{}").compose(x -> request.response()))
                        .statusCode())
                .isEqualTo(202));
        assertThat(rig.upload("", Buffer.buffer("{}")).statusCode()).isEqualTo(202);
    }
}
