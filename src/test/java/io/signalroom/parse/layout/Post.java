package io.signalroom.parse.layout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/**
 * A generated call with its label.
 *
 * @param id names the seed
 * @param text the post
 * @param expected what it states, as the labelling rules have it
 * @param language code of the words
 * @param features pieces of layout it is made of, such as {@code shape:table}
 */
public record Post(String id, String text, JsonObject expected, String language, List<String> features) {

    /** The row of a corpus file. */
    public JsonObject row() {
        return new JsonObject()
                .put("id", id)
                .put("text", text)
                .put("expected", expected)
                .put("kind", "trade_signal")
                .put("lang", language)
                .put("format_source", "generated")
                .put("tags", new JsonArray(features));
    }

    /** What a post of {@code plan} states. */
    static JsonObject expected(Plan plan) {
        JsonObject expected = new JsonObject().put("symbol", plan.coin().symbol());
        String quote = plan.coin().quote();
        if (quote != null) {
            expected.put("quote", quote);
        }
        expected.put("side", plan.side().name());
        if (plan.entries().isEmpty()) {
            expected.put("entryMarket", true);
        } else {
            expected.put("entries", numbers(plan.entries()));
        }
        if (plan.targets().isEmpty()) {
            expected.put("targetsPercent", new JsonArray(plan.targetPercents()));
        } else {
            expected.put("targets", numbers(plan.targets()));
        }
        if (plan.stopPercent() > 0) {
            expected.put("stopLossPercent", plan.stopPercent());
        } else if (plan.stop() != null) {
            expected.put("stopLoss", number(plan.stop()));
        }
        return extras(plan, expected);
    }

    private static JsonObject extras(Plan plan, JsonObject expected) {
        if (plan.leverage() > 0) {
            expected.put("leverage", plan.leverage());
        }
        if (plan.exchange() != null) {
            expected.put("exchange", plan.exchange());
        }
        if (plan.timeframe() != null) {
            expected.put("timeframe", plan.timeframe());
        }
        return expected;
    }

    private static JsonArray numbers(List<BigDecimal> prices) {
        return new JsonArray(prices.stream().map(Post::number).toList());
    }

    private static Number number(BigDecimal price) {
        BigDecimal trimmed = Planner.trimmed(price);
        return trimmed.scale() == 0 ? (Number) trimmed.longValue() : (Number) trimmed.doubleValue();
    }
}
