package io.signalroom.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.config.Secret;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.TooManyRequestsException;
import io.signalroom.rate.RateLimiter;
import io.signalroom.security.ClientAddress;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Knows Telegram by the secret it was told with the webhook. Who has it is not counted with other clients: Telegram decides
 * how much there is to bring. Who has not is refused before a byte of his body is read, and may try a few times a minute.
 */
final class UpdateGate {
    private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";
    private static final String KNOWN = "telegram";
    private static final String CHALLENGE = "TelegramSecret realm=\"signalroom\"";

    private final String path;
    private final Optional<byte[]> secret;
    private final ClientAddress addresses;
    private final RateLimiter failures;
    private final Counter refused;

    /**
     * A gate.
     *
     * @param path of the operation
     * @param secret empty = Telegram brings nothing here
     * @param failures limits wrong secrets, by address
     */
    UpdateGate(
            String path, Optional<Secret> secret, ClientAddress addresses, RateLimiter failures, MeterRegistry meters) {
        this.path = path;
        this.secret = secret.map(s -> s.value().getBytes(StandardCharsets.UTF_8));
        this.addresses = addresses;
        this.failures = failures;
        this.refused = meters.counter("signalroom.telegram.updates.unknown");
    }

    /** Tells Telegram from others, before they are counted. */
    void recognise(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        if (request.method().equals(HttpMethod.POST) && rc.normalizedPath().equals(path) && sent(request)) {
            rc.put(KNOWN, true);
        }
        rc.next();
    }

    /** Whether this is Telegram. */
    static boolean known(RoutingContext rc) {
        return rc.get(KNOWN, false);
    }

    private boolean sent(HttpServerRequest request) {
        List<String> given = request.headers().getAll(SECRET);
        return secret.isPresent()
                && given.size() == 1
                && MessageDigest.isEqual(secret.get(), given.get(0).getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses the others, where an update is brought. */
    void require(RoutingContext rc) {
        io.vertx.openapi.contract.Operation asked = rc.get(ContractGate.OPERATION);
        if (asked.getOperationId().equals(Operation.TAKE_UPDATE.id()) && !known(rc)) {
            throw refusal(rc);
        }
        rc.next();
    }

    private DomainException refusal(RoutingContext rc) {
        if (secret.isEmpty()) {
            return new DomainException(
                    Failure.NOT_FOUND, "Telegram brings nothing here: TELEGRAM_WEBHOOK_URL is not set.");
        }
        refused.increment();
        RateLimiter.Grant grant = failures.take("telegram " + addresses.of(rc.request()));
        if (!grant.granted()) {
            return new TooManyRequestsException(failures.perMinute(), "wrong tries", grant.retrySeconds());
        }
        rc.response().putHeader("WWW-Authenticate", CHALLENGE);
        return new DomainException(Failure.UNAUTHORIZED, "Send the webhook's secret: " + SECRET + ".");
    }
}
