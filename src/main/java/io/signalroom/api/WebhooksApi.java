package io.signalroom.api;

import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.webhook.DeliveryPage;
import io.signalroom.webhook.Webhook;
import io.signalroom.webhook.WebhookFilters;
import io.signalroom.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The operations of the tag Webhooks. Whose addresses they are, and how they do, is kept by nobody on the way. */
final class WebhooksApi {
    private static final String ACTIVE = "active";
    private static final String FILTERS = "filters";

    private final Webhooks webhooks;

    WebhooksApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    Future<Answer> listWebhooks(Call call) {
        return webhooks.list().map(all -> {
            JsonArray data = new JsonArray();
            all.forEach(webhook -> data.add(webhook.toJson()));
            return Answer.fresh(new JsonObject().put("data", data));
        });
    }

    Future<Answer> createWebhook(Call call) {
        JsonObject body = call.body();
        WebhookFilters filters = WebhookFilters.of(body.getJsonObject(FILTERS, new JsonObject()));
        String by = call.caller().orElseThrow().subject();
        return webhooks.create(body.getString("url"), filters, by)
                .map(made -> Answer.created(
                        call.path() + "/" + made.webhook().id(),
                        made.webhook().toJson().put("secret", made.secret()).toBuffer()));
    }

    Future<Answer> getWebhook(Call call) {
        return webhooks.read(id(call)).map(WebhooksApi::answer);
    }

    Future<Answer> changeWebhook(Call call) {
        JsonObject body = call.body();
        Webhooks.Change change = new Webhooks.Change(
                Optional.ofNullable(body.getString("url")),
                Optional.ofNullable(body.getJsonObject(FILTERS)).map(WebhookFilters::of),
                Optional.ofNullable(body.getString("state")).map(ACTIVE::equals));
        return webhooks.change(
                        id(call), change, was -> IfMatch.check(call, () -> Future.succeededFuture(was.settings())))
                .map(WebhooksApi::answer);
    }

    Future<Answer> deleteWebhook(Call call) {
        return webhooks.delete(id(call)).map(x -> Answer.done());
    }

    Future<Answer> rotateWebhookSecret(Call call) {
        return webhooks.rotate(id(call))
                .map(rotated -> Answer.fresh(new JsonObject()
                                .put("secret", rotated.secret())
                                .put("previousUntil", rotated.previousUntil()))
                        .as(201));
    }

    Future<Answer> testWebhook(Call call) {
        return webhooks.test(id(call)).map(delivery -> Answer.fresh(delivery).as(202));
    }

    Future<Answer> listWebhookDeliveries(Call call) {
        return webhooks.deliveries(id(call), call.text("state"), call.text("cursor"), (int) call.whole("limit"))
                .map(page -> answer(call, page));
    }

    private static Answer answer(Call call, DeliveryPage page) {
        return Paging.answer(
                call, new JsonArray(page.deliveries()), page.next(), page.prev(), Optional.empty(), new JsonObject());
    }

    /** Its tag is that of what can be changed: figures move by themselves, and nobody overwrites them. */
    private static Answer answer(Webhook webhook) {
        return Answer.fresh(webhook.toJson())
                .with("ETag", ReadyBytes.tag(webhook.settings().toBuffer()));
    }

    private static String id(Call call) {
        return call.text("id").orElseThrow();
    }
}
