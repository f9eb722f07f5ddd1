package io.signalroom.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvFormTest {
    private static CSVRecord read(JsonObject signal) throws IOException {
        CsvForm form = new CsvForm();
        String text = form.head(new JsonObject()).toString() + form.rows(List.of(signal));
        CSVFormat withHead = CSVFormat.RFC4180.builder().setHeader().get();
        try (CSVParser parser = CSVParser.parse(text, withHead)) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records).hasSize(1);
            return records.get(0);
        }
    }

    @Test
    void a_signal_is_a_line() throws IOException {
        CSVRecord line = read(new JsonObject()
                .put("id", "sig_1")
                .put("entries", new JsonArray().add("182.0").add("184.5"))
                .put("confidence", 0.93)
                .put("channel", new JsonObject().put("title", "Harbor, \"Light\"\r\n"))
                .put("outcome", new JsonObject().put("r", -0.85)));
        assertThat(line.get("id")).isEqualTo("sig_1");
        assertThat(line.get("entries")).isEqualTo("182.0 184.5");
        assertThat(line.get("confidence")).isEqualTo("0.93");
        assertThat(line.get("channel.title")).isEqualTo("Harbor, \"Light\"\r\n");
        assertThat(line.get("outcome.r")).isEqualTo("-0.85");
        assertThat(line.get("symbol")).isEmpty();
        assertThat(line.get("outcome.state")).isEmpty();
    }

    @Test
    void a_formula_is_a_text() {
        for (String formula : List.of("=1+1", "+1 or so", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+49")) {
            assertThat(CsvForm.guarded(formula)).isEqualTo("'" + formula);
        }
        for (String plain : List.of("", "SOL", "-5", "-5.25", "184.5", "a=1", "'=1")) {
            assertThat(CsvForm.guarded(plain)).isEqualTo(plain);
        }
    }

    @Property(tries = 200)
    void whatever_a_title_is_it_is_read_back_and_is_no_formula(@ForAll String title) throws IOException {
        String read = read(new JsonObject().put("channel", new JsonObject().put("title", title)))
                .get("channel.title");
        assertThat(read).isIn(title, "'" + title);
        assertThat(read).doesNotMatch("(?s)^[=+@\\t\\r\\n].*");
    }
}
