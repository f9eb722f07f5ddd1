package io.signalroom.bus;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only door to the event bus. Delivery is at most once: what is published is a hint that a reader may miss, so every
 * reader also sweeps. A request that fails always answers: with the failure's own status, or with an incident number.
 */
public final class Bus {
    private static final Logger log = LoggerFactory.getLogger(Bus.class);
    private static final DeliveryOptions ON_THIS_NODE = new DeliveryOptions().setLocalOnly(true);
    private final EventBus events;

    private Bus(EventBus events) {
        this.events = events;
    }

    /** Opens the bus of a new Vert.x and registers the codecs; call it once for each Vert.x. */
    public static Bus open(Vertx vertx) {
        Addresses.registerCodecs(vertx.eventBus());
        return new Bus(vertx.eventBus());
    }

    /** Sends a hint to every listener. */
    public <T> void publish(Address<T> address, T message) {
        events.publish(address.name(), message);
    }

    /** Sends JSON to the listeners of this node only, browsers among them. */
    public void publishLocal(String address, JsonObject message) {
        events.publish(address, message, ON_THIS_NODE);
    }

    /** Sends a hint to the listeners of this node only. */
    public <T> void publishLocal(Address<T> address, T message) {
        events.publish(address.name(), message, ON_THIS_NODE);
    }

    /** Listens for hints; the future ends when the listener is known to the whole cluster. */
    public <T> Future<Void> listen(Address<T> address, Consumer<T> listener) {
        MessageConsumer<T> consumer = events.consumer(address.name());
        consumer.handler(m -> listener.accept(m.body()));
        return consumer.completion();
    }

    /** Listens for JSON sent on this node; the object belongs to the listener. */
    public Future<Void> listenLocal(String address, Consumer<JsonObject> listener) {
        return events.<JsonObject>localConsumer(address, message -> listener.accept(message.body()))
                .completion();
    }

    /** Answers requests; a handler that throws or fails still answers. */
    public <Q, R> Future<Void> serve(Address<Q> address, Function<Q, Future<R>> handler) {
        return serveForNow(address, handler).mapEmpty();
    }

    /** What answers requests until it is ended. */
    public interface Service {
        /** No more requests come. */
        Future<Void> end();
    }

    /** The same of a part that does so for a time. */
    public <Q, R> Future<Service> serveForNow(Address<Q> address, Function<Q, Future<R>> handler) {
        MessageConsumer<Q> consumer = events.consumer(address.name());
        consumer.handler(m ->
                Future.succeededFuture(m.body()).compose(handler).onComplete(m::reply, failure -> fail(m, failure)));
        return consumer.completion().map(x -> consumer::unregister);
    }

    /**
     * Asks and waits for the answer.
     *
     * @return fails with a {@link DomainException}; {@link Failure#UNAVAILABLE} when nobody answered in time
     */
    public <Q, R> Future<R> request(Address<Q> address, Q question, Duration timeout) {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
        return this.<Q, R>ask(address, question, options).recover(failure -> Future.failedFuture(domain(failure)));
    }

    /**
     * The same of a part that this node may do without.
     *
     * @return empty if no such part runs on this node; else as {@link #request}
     */
    public <Q, R> Future<Optional<R>> requestLocal(Address<Q> address, Q question, Duration timeout) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(timeout.toMillis()).setLocalOnly(true);
        return this.<Q, R>ask(address, question, options)
                .map(Optional::of)
                .recover(failure -> nobody(failure)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(domain(failure)));
    }

    private <Q, R> Future<R> ask(Address<Q> address, Q question, DeliveryOptions options) {
        return events.<R>request(address.name(), question, options).map(Message::body);
    }

    private static boolean nobody(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private static void fail(Message<?> message, Throwable failure) {
        if (failure instanceof DomainException d) {
            message.fail(d.failure().status(), d.getMessage());
            return;
        }
        String incident = UUID.randomUUID().toString();
        log.error("request on {} failed, incident {}", message.address(), incident, failure);
        message.fail(Failure.INTERNAL.status(), "incident " + incident);
    }

    private static DomainException domain(Throwable failure) {
        if (failure instanceof ReplyException reply) {
            return switch (reply.failureType()) {
                case RECIPIENT_FAILURE ->
                    new DomainException(Failure.ofStatus(reply.failureCode()), reply.getMessage());
                case TIMEOUT -> new DomainException(Failure.UNAVAILABLE, "No answer in time. Try again.");
                default -> new DomainException(Failure.UNAVAILABLE, "This part is not running. Try again soon.");
            };
        }
        return new DomainException(Failure.INTERNAL, "The request could not be sent.");
    }
}
