package io.signalroom.live;

import io.signalroom.ledger.Position;
import io.signalroom.live.feed.FeedFilter;
import io.signalroom.signal.PostKind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a client of the WebSocket asks for; described in {@code docs/live.md}. */
sealed interface SocketCommand {
    /** Who it is. */
    record Auth(String token) implements SocketCommand {}

    /**
     * What it wants to hear.
     *
     * @param id its own name for that, empty if it gave none
     * @param since the last event that it has, if it has one
     */
    record Subscribe(String id, FeedFilter filter, Optional<Position> since) implements SocketCommand {}

    /** What it wants to hear no more. */
    record Unsubscribe(String id) implements SocketCommand {}

    /** Whether anybody is there. */
    record Ping() implements SocketCommand {}

    /** A message that asks for nothing that there is. */
    final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        private final String code;
        private final String id;

        Unusable(String code, String id, String detail) {
            super(detail, null, false, false);
            this.code = code;
            this.id = id;
        }

        /** What is told to the client. */
        JsonObject frame() {
            return error(code, id, getMessage());
        }
    }

    /** A frame that tells what is wrong. */
    static JsonObject error(String code, String id, String detail) {
        JsonObject frame = new JsonObject().put("type", "error").put("code", code);
        return (id.isEmpty() ? frame : frame.put("id", id)).put("detail", detail);
    }

    /** Reads a message. */
    static SocketCommand of(String text) throws Unusable {
        return new Reader(object(text)).command();
    }

    private static JsonObject object(String text) throws Unusable {
        try {
            if (Json.decodeValue(text) instanceof JsonObject json) {
                return json;
            }
        } catch (DecodeException e) {
            // told below
        }
        throw new Unusable("malformed-message", "", "A message is a JSON object with a type.");
    }

    /** Of one message. */
    final class Reader {
        private static final int MOST_VALUES = 100;
        private static final int LONGEST = 64;

        private final JsonObject json;
        private String id = "";

        private Reader(JsonObject json) {
            this.json = json;
        }

        private SocketCommand command() throws Unusable {
            id = json.containsKey("id") ? word("id") : "";
            return switch (String.valueOf(json.getValue("type"))) {
                case "auth" -> {
                    only("token");
                    yield new Auth(json.getValue("token") instanceof String token ? token : "");
                }
                case "subscribe" -> {
                    only("id", "tokens", "channels", "kinds", "minConfidence", "since");
                    yield new Subscribe(id, filter(), since());
                }
                case "unsubscribe" -> {
                    only("id");
                    yield new Unsubscribe(id);
                }
                case "ping" -> new Ping();
                default -> throw new Unusable("unknown-type", id, "There are auth, subscribe, unsubscribe and ping.");
            };
        }

        private void only(String... names) throws Unusable {
            Set<String> unknown = new HashSet<>(json.fieldNames());
            unknown.removeAll(List.of(names));
            unknown.remove("type");
            if (!unknown.isEmpty()) {
                throw new Unusable("unknown-member", id, "There are " + String.join(", ", names) + " only.");
            }
        }

        private String word(String name) throws Unusable {
            if (json.getValue(name) instanceof String text && !text.isEmpty() && text.length() <= LONGEST) {
                return text;
            }
            throw new Unusable("bad-" + name, "", name + " is a text of 1 to " + LONGEST + " characters.");
        }

        private FeedFilter filter() throws Unusable {
            Set<String> kinds = values("kinds");
            List<String> known = Stream.of(PostKind.values())
                    .filter(kind -> kind != PostKind.NOISE)
                    .map(PostKind::wire)
                    .toList();
            if (!known.containsAll(kinds)) {
                throw new Unusable("bad-filter", id, "kinds are " + String.join(", ", known) + ".");
            }
            return new FeedFilter(values("tokens"), values("channels"), kinds, confidence());
        }

        private Set<String> values(String name) throws Unusable {
            Set<String> values = new HashSet<>();
            Object given = json.getValue(name);
            if (given != null && !(given instanceof JsonArray array && array.size() <= MOST_VALUES)) {
                throw unusable(name);
            }
            for (Object value : given == null ? List.of() : ((JsonArray) given).getList()) {
                if (!(value instanceof String text) || text.isEmpty() || text.length() > LONGEST) {
                    throw unusable(name);
                }
                values.add(text);
            }
            return values;
        }

        private Unusable unusable(String name) {
            String detail =
                    name + " is a list of at most " + MOST_VALUES + " texts of 1 to " + LONGEST + " characters.";
            return new Unusable("bad-filter", id, detail);
        }

        private double confidence() throws Unusable {
            Object given = json.getValue("minConfidence");
            if (given == null) {
                return 0;
            }
            if (given instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
                return number.doubleValue();
            }
            throw new Unusable("bad-filter", id, "minConfidence is a number from 0 to 1.");
        }

        private Optional<Position> since() throws Unusable {
            Object given = json.getValue("since");
            if (given == null) {
                return Optional.empty();
            }
            if (given instanceof JsonObject position
                    && position.getValue("epoch") instanceof String epoch
                    && (position.getValue("seq") instanceof Integer || position.getValue("seq") instanceof Long)
                    && position.getLong("seq") >= 0) {
                return Optional.of(new Position(epoch, position.getLong("seq")));
            }
            throw new Unusable("bad-position", id, "since is the epoch and the seq of an event, or of a list's asOf.");
        }
    }
}
