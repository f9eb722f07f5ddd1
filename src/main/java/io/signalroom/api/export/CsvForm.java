package io.signalroom.api.export;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * CSV (RFC 4180) with a head line. A text of a channel that a spreadsheet would take for a formula gets an apostrophe before
 * it (https://owasp.org/www-community/attacks/CSV_Injection); a plain number is no formula.
 */
final class CsvForm implements ExportForm {
    /** Where in a signal's JSON each column's value stands. */
    static final List<String> COLUMNS = List.of(
            "id",
            "kind",
            "state",
            "symbol",
            "quote",
            "side",
            "entries",
            "entryMarket",
            "targets",
            "targetsPercent",
            "stopLoss",
            "stopLossPercent",
            "leverage",
            "exchange",
            "timeframe",
            "event",
            "stage",
            "targetIndex",
            "profitPercent",
            "stopMoved",
            "newStop",
            "partialClose",
            "chain",
            "contractAddress",
            "marketCap",
            "liquidity",
            "changePercent",
            "symbols",
            "confidence",
            "origin",
            "channel.id",
            "channel.username",
            "channel.title",
            "messageId",
            "replyTo",
            "postedAt",
            "firstSeenAt",
            "editedAt",
            "deletedAt",
            "claimOf",
            "follows",
            "judgedBy",
            "outcome.state",
            "outcome.targetsHit",
            "outcome.r",
            "outcome.percent",
            "outcome.filledAt",
            "outcome.settledAt");

    private static final String FORMULA = "=+-@\t\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final CSVFormat RFC = CSVFormat.RFC4180;

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public Buffer head(JsonObject asOf) {
        return lines(List.of(COLUMNS));
    }

    @Override
    public Buffer rows(List<JsonObject> signals) {
        return lines(signals.stream()
                .map(signal ->
                        COLUMNS.stream().map(column -> cell(signal, column)).toList())
                .toList());
    }

    @Override
    public Buffer tail() {
        return Buffer.buffer();
    }

    private static Buffer lines(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, RFC)) {
            printer.printRecords(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringBuilder has none
        }
        return Buffer.buffer(text.toString());
    }

    private static String cell(JsonObject signal, String column) {
        int dot = column.indexOf('.');
        if (dot < 0) {
            return text(signal.getValue(column));
        }
        JsonObject inner = signal.getJsonObject(column.substring(0, dot));
        return inner == null ? "" : text(inner.getValue(column.substring(dot + 1)));
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof JsonArray several
                ? several.stream().map(Object::toString).collect(Collectors.joining(" "))
                : value.toString();
        return guarded(text);
    }

    static String guarded(String text) {
        boolean formula = !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }
}
