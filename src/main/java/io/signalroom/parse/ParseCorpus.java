package io.signalroom.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the parser over a labelled corpus and writes what it read, one JSON object a line. */
public final class ParseCorpus {
    private static final JsonFactory JSON = new JsonFactory();

    private ParseCorpus() {}

    /**
     * What a run read.
     *
     * @param messages lines of the corpus
     * @param kinds how many were taken for each kind
     * @param nanos time spent parsing, without reading and writing
     */
    public record Summary(int messages, Map<PostKind, Integer> kinds, long nanos) {}

    /**
     * Parses every line of {@code corpus} ({@code {"id", "text", ...}}) and writes {@code {"id", "kind", fields...}} to
     * {@code out}.
     *
     * @throws IOException if a file can't be read or written
     * @throws IllegalArgumentException if a line is no JSON object; the message names it
     */
    public static Summary run(Path corpus, Path out) throws IOException {
        SignalParser parser = new SignalParser();
        Map<PostKind, Integer> kinds = new EnumMap<>(PostKind.class);
        int messages = 0;
        long nanos = 0;
        try (Reader reader = Files.newBufferedReader(corpus, StandardCharsets.UTF_8);
                Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8);
                JsonParser rows = JSON.createParser(reader);
                JsonGenerator json = JSON.createGenerator(writer)) {
            json.setRootValueSeparator(null);
            for (Row row = next(rows, corpus); row != null; row = next(rows, corpus)) {
                long begin = System.nanoTime();
                Judgement judgement = parser.parse(row.text());
                nanos += System.nanoTime() - begin;
                write(json, row, judgement);
                kinds.merge(judgement.kind(), 1, Integer::sum);
                messages++;
            }
        }
        return new Summary(messages, kinds, nanos);
    }

    /** @param number true if the id is a number, not a string */
    private record Row(String id, boolean number, String text) {}

    /** The next line; null at the end of the file. */
    private static Row next(JsonParser rows, Path corpus) throws IOException {
        try {
            JsonToken next = rows.nextToken();
            if (next == null || next == JsonToken.START_OBJECT) {
                return next == null ? null : row(rows);
            }
        } catch (JsonParseException broken) {
            throw malformed(rows, corpus, broken);
        }
        throw malformed(rows, corpus, null);
    }

    private static IllegalArgumentException malformed(JsonParser rows, Path corpus, JsonParseException cause) {
        int line = rows.currentLocation().getLineNr();
        return new IllegalArgumentException(
                corpus + ", line " + line + ": this is no JSON object. A corpus has one message a line: "
                        + "{\"id\": \"1\", \"text\": \"...\"}",
                cause);
    }

    private static Row row(JsonParser rows) throws IOException {
        String id = "";
        boolean number = false;
        String text = "";
        while (rows.nextToken() == JsonToken.FIELD_NAME) {
            String name = rows.currentName();
            rows.nextToken();
            if (name.equals("id")) {
                id = rows.getText();
                number = rows.currentToken().isNumeric();
            } else if (name.equals("text")) {
                text = rows.getText();
            } else {
                rows.skipChildren();
            }
        }
        return new Row(id, number, text);
    }

    private static void write(JsonGenerator json, Row row, Judgement judgement) throws IOException {
        json.writeStartObject();
        json.writeFieldName("id");
        if (row.number()) {
            json.writeNumber(row.id());
        } else {
            json.writeString(row.id());
        }
        json.writeStringField("kind", judgement.kind().wire());
        json.writeNumberField("confidence", judgement.confidence());
        if (!judgement.signals().isEmpty()) {
            write(json, judgement.signals().get(0));
        }
        if (judgement.signals().size() > 1) {
            json.writeArrayFieldStart("all");
            for (ParsedSignal signal : judgement.signals()) {
                json.writeStartObject();
                write(json, signal);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void write(JsonGenerator json, ParsedSignal signal) throws IOException {
        SignalFields fields = signal.fields();
        text(json, "symbol", fields.symbol());
        text(json, "quote", fields.quote());
        text(json, "side", fields.side());
        list(json, "entries", fields.entries());
        flag(json, "entryMarket", fields.entryMarket());
        list(json, "targets", fields.targets());
        list(json, "targetsPercent", fields.targetsPercent());
        number(json, "stopLoss", fields.stopLoss());
        number(json, "stopLossPercent", fields.stopLossPercent());
        number(json, "leverage", fields.leverage());
        text(json, "exchange", fields.exchange());
        text(json, "timeframe", fields.timeframe());
        news(json, signal);
        launch(json, fields);
        if (!fields.symbols().isEmpty()) {
            json.writeArrayFieldStart("symbols");
            for (String symbol : fields.symbols()) {
                json.writeString(symbol);
            }
            json.writeEndArray();
        }
    }

    private static void news(JsonGenerator json, ParsedSignal signal) throws IOException {
        SignalFields fields = signal.fields();
        text(json, signal.kind() == PostKind.PUMP_ALERT ? "stage" : "event", fields.event());
        if (fields.targetIndex() != null) {
            json.writeNumberField("targetIndex", fields.targetIndex());
        }
        number(json, "profitPercent", fields.profitPercent());
        flag(json, "stopMoved", fields.stopMoved());
        if ("ENTRY".equals(fields.newStop())) {
            text(json, "newStop", fields.newStop());
        } else {
            number(json, "newStop", fields.newStop() == null ? null : new BigDecimal(fields.newStop()));
        }
        number(json, "partialClose", fields.partialClose());
        number(json, "changePercent", fields.changePercent());
    }

    private static void launch(JsonGenerator json, SignalFields fields) throws IOException {
        text(json, "chain", fields.chain());
        text(json, "contractAddress", fields.contractAddress());
        number(json, "marketCap", fields.marketCap());
        number(json, "liquidity", fields.liquidity());
    }

    private static void text(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private static void flag(JsonGenerator json, String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    private static void number(JsonGenerator json, String name, BigDecimal value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private static void list(JsonGenerator json, String name, List<BigDecimal> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (BigDecimal value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
    }
}
