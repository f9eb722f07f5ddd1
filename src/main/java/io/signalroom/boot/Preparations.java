package io.signalroom.boot;

import io.signalroom.api.ApiContract;
import io.signalroom.api.site.SiteSource;
import io.signalroom.parse.SignalParser;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What can be read while the databases start: the contract, the parser's vocabulary, the site. Done on threads of their
 * own, it costs the start nothing on a machine with two cores.
 */
final class Preparations {
    private static final Duration CONTRACT_LIMIT = Duration.ofSeconds(30);
    private final CompletableFuture<ApiContract> contract;
    private final CompletableFuture<SignalParser> parser = begin("parser", SignalParser::new);
    private final CompletableFuture<SiteSource> site = begin("site", () -> SiteSource.open(Version.current()));

    private Preparations(Vertx vertx) {
        this.contract = begin("contract", () -> Blocking.await(ApiContract.load(vertx), CONTRACT_LIMIT));
    }

    static Preparations begin(Vertx vertx) {
        return new Preparations(vertx);
    }

    ApiContract contract() {
        return take(contract);
    }

    SignalParser parser() {
        return take(parser);
    }

    SiteSource site() {
        return take(site);
    }

    /** Waits until nothing of it runs any more, whatever came of it: Vert.x must not be closed under it. */
    void settle() {
        CompletableFuture.allOf(contract, parser, site)
                .handle((x, failure) -> null)
                .join();
    }

    private static <T> CompletableFuture<T> begin(String name, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "prepare-" + name);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> T take(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
