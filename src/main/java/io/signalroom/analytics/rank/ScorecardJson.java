package io.signalroom.analytics.rank;

import static io.signalroom.analytics.rank.Shares.rounded;

import io.vertx.core.json.JsonObject;

/** Scorecards as the contract's schema {@code Scorecard} says. */
final class ScorecardJson {
    private ScorecardJson() {}

    static JsonObject of(Scorecard card) {
        Counts counts = card.counts();
        return new JsonObject()
                .put(
                        "counts",
                        new JsonObject()
                                .put("calls", counts.calls())
                                .put("noData", counts.noData())
                                .put("waiting", counts.waiting())
                                .put("open", counts.open())
                                .put("unfilled", counts.unfilled())
                                .put("resolved", counts.resolved())
                                .put("expired", counts.expired())
                                .put("edited", counts.edited())
                                .put("deleted", counts.deleted()))
                .put("withStop", Shares.json(card.withStop()))
                .put("inR", figures(card.inR()))
                .put("inPercent", figures(card.inPercent()))
                .put(
                        "timeToOutcomeSeconds",
                        card.timeToOutcome() == null
                                ? null
                                : card.timeToOutcome().toSeconds())
                .put("runUp1h", rounded(card.runUp().hour()))
                .put("runUp24h", rounded(card.runUp().day()))
                .put(
                        "excess",
                        card.excess() == null
                                ? null
                                : new JsonObject()
                                        .put("r", rounded(card.excess().r()))
                                        .put("of", card.excess().calls()))
                .put("claims", Shares.json(card.claims()));
    }

    private static JsonObject figures(Figures figures) {
        return figures == null
                ? null
                : new JsonObject()
                        .put("winRate", Shares.json(figures.wins()))
                        .put("expectancy", rounded(figures.expectancy()))
                        .put("lowerBound", rounded(figures.lowerBound()))
                        .put("profitFactor", rounded(figures.profitFactor()))
                        .put("median", rounded(figures.median()))
                        .put("maxDrawdown", rounded(figures.maxDrawdown()))
                        .put("systemQuality", rounded(figures.systemQuality()))
                        .put("ranked", figures.ranked());
    }
}
