package io.signalroom.webhook;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A page of the log of a webhook.
 *
 * @param deliveries the newest first
 * @param next cursor of the page behind it
 * @param prev cursor of the page before it
 */
public record DeliveryPage(List<JsonObject> deliveries, Optional<String> next, Optional<String> prev) {
    public DeliveryPage {
        deliveries = List.copyOf(deliveries);
    }
}
