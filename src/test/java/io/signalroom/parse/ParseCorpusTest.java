package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParseCorpusTest {
    private static final String CALL = "{\"id\":%s,\"text\":\"LONG BTC/USDT entry 65000 tp 66000 sl 64000\"}\n";

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "null", "\"x\"", "{\"id\":", "}"})
    void a_line_that_is_no_object_is_named_and_nothing_is_passed_over(String line) throws IOException {
        Path corpus = Files.writeString(dir.resolve("corpus.jsonl"), CALL.formatted(1) + line + "\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParseCorpus.run(corpus, dir.resolve("out.jsonl")))
                .withMessageContaining("corpus.jsonl, line ")
                .withMessageContaining("no JSON object");
    }

    @Test
    void ids_stay_what_they_were() throws IOException {
        Path corpus = Files.writeString(dir.resolve("corpus.jsonl"), CALL.formatted(7) + CALL.formatted("\"7\""));
        ParseCorpus.run(corpus, dir.resolve("out.jsonl"));
        List<Object> ids = Files.readAllLines(dir.resolve("out.jsonl")).stream()
                .map(line -> new JsonObject(line).getValue("id"))
                .toList();
        assertThat(ids).containsExactly(7, "7");
    }
}
