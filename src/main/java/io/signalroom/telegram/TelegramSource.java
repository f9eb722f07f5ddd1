package io.signalroom.telegram;

import io.vertx.core.Future;

/**
 * A place posts come from: it is asked, one call after the other, and never asked again before the former delivery is
 * committed or has failed. Sources that are pushed to keep a bounded queue behind this. Called on one context.
 */
public interface TelegramSource {
    /** Name in the status, in {@code source_offset} and in {@code channel.source}: a lower case word. */
    String id();

    /**
     * Waits for what comes next. Until {@link #committed} has been called for a delivery, the same is delivered again.
     *
     * @return fails with a {@link SourceException} that says when to ask again
     */
    Future<Delivery> next();

    /** The delivery is stored; from now on the other side may forget it. */
    void committed(Delivery delivery);

    /** The delivery could not be stored, or the lease is lost. */
    default void failed(Delivery delivery) {}

    /** How it stands while no call has failed. */
    Standing standing();

    /** Ends a running call and frees what it holds; not used afterwards. */
    Future<Void> close();
}
