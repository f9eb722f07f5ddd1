package io.signalroom.api.site;

import io.signalroom.net.OwnAddress;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills the page of a signal with what can be known of it at once: for people without scripts, and for programs that show
 * a link as a card. If that takes long, or too many ask, the page goes without: its modules fetch all of it anyway. One
 * object a node.
 */
public final class SignalPages {
    private static final int MOST_AT_ONCE = 32;
    private static final long PATIENCE_SECONDS = 2;

    private final Optional<SignalReader> reader;
    private final AtomicInteger asking = new AtomicInteger();

    private SignalPages(Optional<SignalReader> reader) {
        this.reader = reader;
    }

    /** Pages of signals that anybody may read. */
    public static SignalPages of(SignalReader reader) {
        return new SignalPages(Optional.of(reader));
    }

    /** Pages that say nothing by themselves, where reading needs a token. */
    public static SignalPages closed() {
        return new SignalPages(Optional.empty());
    }

    /** Whether anybody may read. */
    boolean open() {
        return reader.isPresent();
    }

    /** The page that was asked for; sets the status of the answer. Never fails. */
    Future<StaticFile> answer(RoutingContext rc, SignalDocument document) {
        if (reader.isEmpty() || asking.get() >= MOST_AT_ONCE) {
            return Future.succeededFuture(document.bare());
        }
        asking.incrementAndGet();
        return reader.get()
                .read(rc.pathParam("id"))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(found -> {
                    rc.response().setStatusCode(found.isPresent() ? 200 : 404);
                    return StaticFile.once(found.map(signal -> document.of(signal, OwnAddress.of(rc.request())))
                            .orElseGet(document::missing));
                })
                .otherwise(x -> document.bare())
                .andThen(x -> asking.decrementAndGet());
    }
}
