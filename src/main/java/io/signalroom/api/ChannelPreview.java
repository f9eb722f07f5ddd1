package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.PreviewAsked;
import io.signalroom.bus.message.PreviewFound;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A channel before it is added: what it has posted last, and what would be read in that. Nothing is stored. */
final class ChannelPreview {
    private static final Duration PATIENCE = Duration.ofMillis(4_500);
    private static final Duration PARSER_PATIENCE = Duration.ofSeconds(1);

    private final Bus bus;

    ChannelPreview(Bus bus) {
        this.bus = bus;
    }

    /** As the contract's schema {@code ChannelPreview} says. */
    Future<JsonObject> of(String username) {
        return bus.<PreviewAsked, PreviewFound>requestLocal(Addresses.PREVIEW_GET, new PreviewAsked(username), PATIENCE)
                .map(found -> found.orElseThrow(() -> new DomainException(
                        Failure.NOT_FOUND,
                        "This server does not read t.me. Its operator can allow it: TELEGRAM_PREVIEW=true.")))
                .compose(found -> {
                    JsonObject preview = found.toJson();
                    List<Future<JsonObject>> readings = preview.getJsonArray("posts").stream()
                            .map(post -> reading((JsonObject) post))
                            .toList();
                    return Future.all(readings).map(preview);
                });
    }

    /** Puts the reading beside the post's text. */
    private Future<JsonObject> reading(JsonObject post) {
        ParseText question =
                new ParseText(post.getString("text"), Optional.ofNullable((String) post.remove("replyTo")));
        return bus.<ParseText, Parsed>request(Addresses.PARSE_TEXT, question, PARSER_PATIENCE)
                .map(parsed -> post.put("reading", ParseApi.json(parsed)));
    }
}
