package io.signalroom.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The log as the program writes it: an event is a line, and nobody outside can write one. */
class LogLinesTest {
    private static final String FORGED =
            "a title\r\n12:00:00.000 INFO  Server nothing to see here\u001b[2K\u0007\u009b2K\u2028more";

    private static String written(String format, Consumer<Logger> act) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("signalroom.log.format", format);
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Path.of("conf/logback.xml").toFile());
            act.accept(context.getLogger("io.signalroom.Test"));
            context.stop();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void somebody_elses_text_begins_no_line_and_moves_no_cursor() throws JoranException {
        String text = written("text", log -> log.warn("post of {}", FORGED));
        assertThat(text.lines()).hasSize(1);
        assertThat(text.strip())
                .doesNotContain("\r", "\u001b", "\u0007", "\u009b", "\u2028")
                .contains("nothing to see here");
    }

    @Test
    void in_json_an_event_is_one_object_with_time_level_place_and_text() throws JoranException {
        String text = written("json", log -> log.warn("post of {}", FORGED, new IllegalStateException(FORGED)));
        assertThat(text.lines()).hasSize(1);
        JsonObject event = new JsonObject(text);
        assertThat(event.getString("message")).isEqualTo("post of " + FORGED);
        assertThat(event.getString("level")).isEqualTo("WARN");
        assertThat(event.getString("logger_name")).isEqualTo("io.signalroom.Test");
        assertThat(event.getString("@timestamp")).matches(".*(Z|[+-]\\d\\d:\\d\\d)");
        assertThat(event.getString("stack_trace")).contains("IllegalStateException");
    }
}
