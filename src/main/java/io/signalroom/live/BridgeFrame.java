package io.signalroom.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** What a client of the bridge says, and what it is told: the JSON frames of Vert.x' event bus bridge. */
sealed interface BridgeFrame {
    /** It is still there. */
    record Ping() implements BridgeFrame {}

    /**
     * It wants to hear an address.
     *
     * @param bearer the token in the frame's headers, empty if there is none
     */
    record Register(String address, String bearer) implements BridgeFrame {}

    /** It wants to hear an address no more. */
    record Unregister(String address) implements BridgeFrame {}

    /** It would say something itself, to one listener or to all. */
    record Send(String address) implements BridgeFrame {}

    /** Nothing that can be done. */
    record Bad(BridgeFault fault) implements BridgeFrame {}

    /** Reads a frame, whatever it is. */
    static BridgeFrame of(Buffer data) {
        if (!(value(data) instanceof JsonObject json)) {
            return new Bad(BridgeFault.INVALID_JSON);
        }
        if (!(json.getValue("type") instanceof String type)) {
            return new Bad(BridgeFault.MISSING_TYPE);
        }
        if (type.equals("ping")) {
            return new Ping();
        }
        if (!(json.getValue("address") instanceof String address)) {
            return new Bad(BridgeFault.MISSING_ADDRESS);
        }
        return switch (type) {
            case "register" -> new Register(address, bearer(json));
            case "unregister" -> new Unregister(address);
            case "send", "publish" -> new Send(address);
            default -> new Bad(BridgeFault.INVALID_TYPE);
        };
    }

    private static Object value(Buffer data) {
        try {
            return Json.decodeValue(data);
        } catch (DecodeException e) {
            return null;
        }
    }

    private static String bearer(JsonObject frame) {
        if (frame.getValue("headers") instanceof JsonObject headers) {
            for (String name : headers.fieldNames()) {
                if (name.equalsIgnoreCase("authorization") && headers.getValue(name) instanceof String value) {
                    return withoutScheme(value);
                }
            }
        }
        return "";
    }

    private static String withoutScheme(String value) {
        String scheme = "Bearer ";
        return value.regionMatches(true, 0, scheme, 0, scheme.length())
                ? value.substring(scheme.length()).strip()
                : "";
    }

    /**
     * Something that was said at an address.
     *
     * @param address one of ours, which needs no escapes
     * @param body JSON
     */
    static Buffer received(String address, String body) {
        return Buffer.buffer("{\"type\":\"rec\",\"address\":\"" + address + "\",\"body\":" + body + "}");
    }

    /** What is wrong. */
    static Buffer error(BridgeFault fault) {
        return Buffer.buffer("{\"type\":\"err\",\"body\":\"" + fault.word() + "\"}");
    }
}
