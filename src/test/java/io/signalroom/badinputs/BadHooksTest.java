package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that lead inside, given to the whole program as webhooks. None is kept, so none is called. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadHooksTest {
    private static final String PATH = "/api/v1/webhooks";
    private Program program;

    @BeforeAll
    void start(@TempDir Path data) {
        program = Program.start(data, Map.of());
    }

    @AfterAll
    void stop() {
        program.close();
    }

    @TestFactory
    Stream<DynamicTest> an_address_inside_is_refused_at_its_place() {
        return Case.all().stream()
                .filter(bad -> bad.surface().equals("webhook"))
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> check(bad)));
    }

    private void check(Case bad) throws IOException {
        String url = bad.request().getJsonObject("body").getString("url");
        refused(bad, url);
        refused(bad, url.replaceFirst("^http:", "https:")); // it is not for the scheme alone
        assertThat(program.send("GET", PATH, Program.token("admin", 600), null).getJsonArray("data"))
                .isEmpty();
        program.assertWell();
    }

    private void refused(Case bad, String url) throws IOException {
        Buffer body = new JsonObject().put("url", url).toBuffer();
        String head = "POST " + PATH
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + Program.token("admin", 600) + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        byte[] request = Buffer.buffer(head.getBytes(StandardCharsets.US_ASCII))
                .appendBuffer(body)
                .getBytes();
        RawHttp.Answer answer = new RawHttp(program.port()).send(false, request);
        assertThat(answer.status()).as(url).isIn(bad.statuses());
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/body/url");
    }
}
