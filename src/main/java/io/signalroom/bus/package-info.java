/** The event bus: the catalogue of addresses, the codecs, and the only user of {@code vertx.eventBus()}. */
package io.signalroom.bus;
