package io.signalroom.api.site;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Where the page of a signal has its signal from. */
@FunctionalInterface
public interface SignalReader {
    /**
     * A signal that anybody may see, as the contract's schema {@code Signal} says, with the {@code text} of its post.
     *
     * @param id may be anything
     * @return empty if there is none; fails if it cannot be said
     */
    Future<Optional<JsonObject>> read(String id);
}
