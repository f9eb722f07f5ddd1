package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a channel claims of its signals, from posts through the real parser to the API. Message 1 is a call for SOL. */
@ExtendWith(Servers.class)
class ClaimsApiTest extends ClaimsRig {
    private String claims(long messageId) {
        JsonArray claims = signal(messageId).getJsonArray("claims");
        return String.join(
                ", ",
                claims.stream()
                        .map(JsonObject.class::cast)
                        .map(c -> c.getString("event") + " " + c.getString("how"))
                        .toList());
    }

    @Test
    void in_one_batch_an_answer_and_a_word_on_the_coin_become_claims_of_the_call() {
        posted(post(1, CALL, null), post(2, "TP1 ✅", 1L), post(3, "#SOL/USDT TP2 hit ✅ +8.5%", null));
        JsonObject call = signal(1);
        assertThat(claims(1)).isEqualTo("TARGET_HIT reply, TARGET_HIT symbol");
        JsonObject second = call.getJsonArray("claims").getJsonObject(1);
        assertThat(second.getString("updateId")).isEqualTo(signal(3).getString("id"));
        assertThat(second.getInteger("targetIndex")).isEqualTo(2);
        assertThat(second.getDouble("profitPercent")).isEqualTo(8.5);
        assertThat(second.getString("postedAt")).isEqualTo("2026-03-01T12:03:00Z");
        assertThat(signal(2).getString("claimOf")).isEqualTo(call.getString("id"));
        assertThat(signal(2).getString("symbol")).isEqualTo("SOL");
        JsonArray list =
                server.get("/signals?kind=signal_update").bodyAsJsonObject().getJsonArray("data");
        assertThat(list)
                .allSatisfy(
                        s -> assertThat(((JsonObject) s).getString("claimOf")).isEqualTo(call.getString("id")));
    }

    @Test
    void posts_that_come_one_by_one_become_the_same_claims() {
        posted(post(1, CALL, null));
        posted(post(2, "TP1 ✅", 1L));
        posted(post(3, "SL to BE", 2L));
        posted(post(4, "#SOL/USDT closed at +8%", null));
        posted(post(5, "#SOL/USDT TP2 hit ✅", null));
        assertThat(claims(1)).isEqualTo("TARGET_HIT reply, STOP_MOVED reply, CLOSED symbol");
        assertThat(signal(5).containsKey("claimOf")).as("the call is closed").isFalse();
    }

    @Test
    void a_corrected_coin_takes_the_claim_to_the_other_call() {
        posted(post(1, CALL, null), post(2, CALL.replace("SOL", "ETH"), null), post(3, "#SOL/USDT TP1 hit ✅", null));
        assertThat(claims(1)).isEqualTo("TARGET_HIT symbol");
        judge(3, verdict("correct").put("fields", new JsonObject().put("symbol", "ETH")));
        assertThat(claims(1)).isEmpty();
        assertThat(claims(2)).isEqualTo("TARGET_HIT symbol");
    }

    @Test
    void a_rejected_update_claims_nothing_until_it_is_confirmed() {
        posted(post(1, CALL, null), post(2, "#SOL/USDT closed at +8%", null), post(3, "#SOL/USDT TP2 hit ✅", null));
        assertThat(claims(1)).isEqualTo("CLOSED symbol");
        judge(2, verdict("reject"));
        assertThat(claims(1)).as("nothing has closed it").isEqualTo("TARGET_HIT symbol");
        judge(2, verdict("confirm"));
        assertThat(claims(1)).isEqualTo("CLOSED symbol");
    }

    @Test
    void a_rejected_or_withdrawn_call_gives_its_claims_to_the_one_before() {
        posted(post(1, CALL, null), post(2, CALL, null), post(3, "TP1 ✅", 2L), post(4, "#SOL/USDT TP2 hit ✅", null));
        assertThat(claims(2)).isEqualTo("TARGET_HIT reply, TARGET_HIT symbol");
        judge(2, verdict("reject"));
        assertThat(claims(2)).isEmpty();
        assertThat(claims(1)).isEqualTo("TARGET_HIT symbol, TARGET_HIT symbol");
        judge(2, verdict("confirm"));
        assertThat(claims(2)).isEqualTo("TARGET_HIT reply, TARGET_HIT symbol");
        server.delete("/signals/" + signal(2).getString("id"));
        assertThat(claims(1)).isEqualTo("TARGET_HIT symbol, TARGET_HIT symbol");
    }

    @Test
    void levels_that_come_later_follow_the_alert() {
        posted(post(1, "LONG $SOL now, details soon", null));
        posted(post(2, "Entry: 150-151\nTP: 155, 160\nSL 140", 1L));
        assertThat(signal(1).containsKey("entries")).isFalse();
        assertThat(signal(2).getString("follows")).isEqualTo(signal(1).getString("id"));
        assertThat(signal(2).getJsonArray("targets")).containsExactly("155", "160");
        posted(post(3, CALL.replace("182.0", "181.0"), 2L));
        assertThat(signal(3).containsKey("follows"))
                .as("that call had its levels")
                .isFalse();
    }
}
