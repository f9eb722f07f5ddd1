package io.signalroom.badinputs;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** The bytes of a case's request, with the names that this API gives to what the case speaks of. */
final class RequestOf {
    private static final JsonObject VALID = new JsonObject()
            .put("kind", "trade_signal")
            .put("symbol", "SOL")
            .put("side", "LONG")
            .put("entries", new JsonArray().add("100"))
            .put("targets", new JsonArray().add("110"));

    /** A text that is a signal, whatever stands below it. */
    private static final String CALL = "LONG SOL/USDT\nEntry 182\nTP 191.5\nSL 176.9\n\n";

    private final Function<String, String> placeholders;
    private final Function<String, List<String>> authorization;

    /**
     * @param placeholders values of {@code ${NAME}}
     * @param authorization header lines for what a case says of who asks
     */
    RequestOf(Function<String, String> placeholders, Function<String, List<String>> authorization) {
        this.placeholders = placeholders;
        this.authorization = authorization;
    }

    byte[] bytes(Case bad) {
        JsonObject request = bad.request();
        byte[] body = body(request);
        String auth = request.getString("auth", "none");
        String path = repeated(placeholders.apply(request.getString("path")));
        if (auth.startsWith("raw:query:")) {
            path += "?" + placeholders.apply(auth.substring("raw:query:".length()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(request.getString("method") + " " + path + " HTTP/1.1");
        JsonObject headers = request.getJsonObject("headers", new JsonObject());
        if (!headers.containsKey("Host")) {
            lines.add("Host: 127.0.0.1");
        }
        lines.addAll(authorization.apply(auth));
        headers.forEach(h -> lines.add(h.getKey() + ": " + placeholders.apply(String.valueOf(h.getValue()))));
        if (request.containsKey("idempotency_key")) {
            lines.add("Idempotency-Key: " + value(request.getValue("idempotency_key")));
        }
        boolean chunked = headers.containsKey("Transfer-Encoding");
        if (body.length > 0 && !chunked || request.containsKey("body") && !headers.containsKey("Content-Length")) {
            lines.add("Content-Length: " + body.length);
        }
        byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return chunked
                ? joined(head, Integer.toHexString(body.length) + "\r\n", body, "\r\n0\r\n\r\n")
                : joined(head, "", body, "");
    }

    private static byte[] joined(byte[] head, String before, byte[] body, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        all.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    /** {@code {5000*A}} is A 5,000 times. */
    static String repeated(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int star = text.indexOf('*', open);
            int close = text.indexOf('}', open);
            String count = star < 0 || close < star ? "" : text.substring(open + 1, star);
            if (!count.matches("[0-9]+")) {
                break;
            }
            out.append(text, at, open).append(text.substring(star + 1, close).repeat(Integer.parseInt(count)));
            at = close + 1;
        }
        return out.append(text.substring(at)).toString();
    }

    private byte[] body(JsonObject request) {
        if (request.containsKey("body")) {
            return placeholders.apply(request.getString("body")).getBytes(StandardCharsets.UTF_8);
        }
        if (request.containsKey("body_from")) {
            return signal(request.getJsonObject("set")).getBytes(StandardCharsets.UTF_8);
        }
        return request.containsKey("body_gen") ? made(request.getJsonObject("body_gen")) : new byte[0];
    }

    private String signal(JsonObject set) {
        JsonObject body = VALID.copy();
        for (Map.Entry<String, Object> entry : set) {
            Object value = value(entry.getValue());
            switch (entry.getKey()) {
                case "@symbol" -> body.put("symbol", value);
                case "@side" -> body.put("side", value);
                case "@entry" -> body.put("entries", new JsonArray().add(String.valueOf(value)));
                case "@stop" -> body.put("stopLoss", String.valueOf(value));
                case "@targets" -> body.put("targets", decimals((JsonArray) value));
                case "@text" -> body = new JsonObject().put("text", CALL + value);
                case "@time" -> body.put("postedAt", value);
                case "@channel" -> body.put("channel", placeholders.apply(String.valueOf(value)));
                default -> body.put(entry.getKey(), value);
            }
        }
        return body.encode();
    }

    private static JsonArray decimals(JsonArray numbers) {
        return new JsonArray(numbers.stream().map(String::valueOf).toList());
    }

    private static Object value(Object given) {
        if (!(given instanceof JsonObject made)) {
            return given;
        }
        for (String name : List.of("$repeat", "$raw_repeat")) {
            if (made.containsKey(name)) {
                JsonArray what = made.getJsonArray(name);
                return what.getString(0).repeat(what.getInteger(1));
            }
        }
        if (made.containsKey("$repeat_array")) {
            JsonArray what = made.getJsonArray("$repeat_array");
            JsonArray all = new JsonArray();
            for (int i = 0; i < what.getInteger(1); i++) {
                all.add(what.getValue(0));
            }
            return all;
        }
        return made.containsKey("$raw") ? made.getString("$raw") : made;
    }

    private static byte[] made(JsonObject how) {
        String name = how.fieldNames().iterator().next();
        return switch (name) {
            case "repeat" ->
                how.getJsonArray(name)
                        .getString(0)
                        .repeat(how.getJsonArray(name).getInteger(1))
                        .getBytes(StandardCharsets.UTF_8);
            case "gzip_zeros" -> gzip(new byte[how.getInteger(name)]);
            case "gzip_gzip_spaces" ->
                gzip(gzip(" ".repeat(how.getInteger(name)).getBytes(StandardCharsets.US_ASCII)));
            case "multipart_file" ->
                ("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n\r\n"
                                + "a".repeat(how.getInteger(name)) + "\r\n--x--\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
            case "utf16" -> how.getString(name).getBytes(StandardCharsets.UTF_16);
            case "hex" -> HexFormat.of().parseHex(how.getString(name));
            case "login_password_len" ->
                new JsonObject()
                        .put("apiKey", "x".repeat(how.getInteger(name)))
                        .encode()
                        .getBytes(StandardCharsets.US_ASCII);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
