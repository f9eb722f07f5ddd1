package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What prices say to a channel's claims, from posts through the real parser to the API. Message 1 is a call for SOL. */
@ExtendWith(Servers.class)
class MeasuredClaimsApiTest extends ClaimsRig {
    /** Prices of message 1 reach its first target at 12:01 and are followed up to {@code time}. */
    private void followed(String time) {
        Wait.on(server.pool.query("""
                WITH followed AS (
                    INSERT INTO market (feed, base, quote, followed_to) VALUES ('mock', 'SOL', 'USDT', '2026-03-01T%sZ')
                    ON CONFLICT (feed, base, quote) DO UPDATE SET followed_to = excluded.followed_to RETURNING id)
                INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at,
                                     state, targets, has_stop, filled_at, hits)
                SELECT s.id, s.posted_at, s.channel_id, s.origin, f.id, 1, s.posted_at, s.posted_at + interval '7 days',
                       'open', 2, true, s.posted_at, ARRAY[timestamptz '2026-03-01T12:01Z']
                FROM signal s, followed f WHERE s.message_id = 1
                ON CONFLICT DO NOTHING""".formatted(time)).execute());
    }

    private List<String> measured() {
        return signal(1).getJsonArray("claims").stream()
                .map(claim -> ((JsonObject) claim).getString("measured"))
                .toList();
    }

    private JsonObject claimsOfChannel() {
        JsonObject channel = server.get("/channels/" + Samples.HARBOR.id()).bodyAsJsonObject();
        assertThat(channel.containsKey("claims")).isTrue();
        return channel.getJsonObject("claims");
    }

    @Test
    void beside_each_claim_stands_what_prices_say_as_soon_as_they_are_known() {
        posted(
                post(1, CALL, null),
                post(2, "TP1 ✅", 1L),
                post(3, "#SOL/USDT TP2 hit ✅", null),
                post(4, "SL to BE", 1L));
        assertThat(measured()).containsExactly(null, null, null);
        assertThat(claimsOfChannel()).isNull();
        followed("12:03:00");
        assertThat(measured()).containsExactly("holds", null, null);
        followed("12:04:00");
        assertThat(measured()).containsExactly("holds", "fails", null);
    }

    @Test
    void a_channel_shows_how_its_standing_claims_do() {
        posted(
                post(1, CALL, null),
                post(2, "TP1 ✅", 1L),
                post(3, "#SOL/USDT TP2 hit ✅", null),
                post(4, "SL to BE", 1L));
        followed("13:00:00");
        JsonObject claims = claimsOfChannel();
        assertThat(claims.getMap())
                .containsEntry("measured", 2)
                .containsEntry("hold", 1)
                .containsEntry("fail", 1)
                .containsEntry("unfilled", 0)
                .containsEntry("share", 0.5);
        assertThat(claims.getJsonObject("interval").getDouble("lower")).isBetween(0.09, 0.1); // Wilson, 1 of 2
        assertThat(claims.getJsonObject("interval").getDouble("upper")).isBetween(0.9, 0.91);
        judge(3, verdict("reject"));
        assertThat(claimsOfChannel().getInteger("fail")).isZero();
        server.delete("/signals/" + signal(2).getString("id"));
        assertThat(claimsOfChannel()).isNull();
    }

    @Test
    void claims_of_a_call_that_is_taken_out_do_not_count() {
        posted(post(1, CALL, null), post(2, "TP1 ✅", 1L));
        followed("13:00:00");
        assertThat(claimsOfChannel().getInteger("hold")).isEqualTo(1);
        judge(1, verdict("reject"));
        assertThat(claimsOfChannel()).isNull();
    }
}
