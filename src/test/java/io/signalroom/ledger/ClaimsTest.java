package io.signalroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.Claims.Call;
import io.signalroom.ledger.Claims.Claim;
import io.signalroom.ledger.Claims.Coin;
import io.signalroom.ledger.Claims.Place;
import io.signalroom.ledger.Claims.Update;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;
import io.signalroom.signal.SignalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which signal an update speaks of. Times are hours after noon, which are message ids too. */
class ClaimsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long CHANNEL = 7;

    private static Place place(int hour) {
        return new Place(NOON.plus(Duration.ofHours(hour)), hour, 0);
    }

    private static SignalId id(int hour) {
        return SignalId.of(place(hour).at(), CHANNEL, hour, 0);
    }

    private static Call call(int hour) {
        return new Call(id(hour), new Coin(CHANNEL, "SOL"), place(hour), null);
    }

    private static Update update(int hour, SignalEvent event, Answered... answers) {
        return new Update(id(hour), CHANNEL, place(hour), "SOL", event, List.of(answers));
    }

    private static Update hit(int hour, Answered... answers) {
        return update(hour, SignalEvent.TARGET_HIT, answers);
    }

    private static Answered answered(int hour, PostKind kind, String symbol, SignalId claimOf) {
        return new Answered(
                id(hour), kind, SignalFields.builder().symbol(symbol).build(), 0.9, claimOf, false);
    }

    private static String decided(List<Call> calls, Update... updates) {
        List<String> all = new ArrayList<>();
        for (Claim claim : new Claims(calls).decide(List.of(updates))) {
            all.add(hour(claim.update()) + ">" + hour(claim.signal()) + " " + claim.how());
        }
        return String.join(", ", all);
    }

    private static long hour(SignalId id) {
        return Duration.between(NOON, id.postedAt()).toHours();
    }

    @Test
    void the_newest_call_before_it_for_the_same_coin_is_meant() {
        assertThat(decided(List.of(call(1), call(3), call(9)), hit(5))).isEqualTo("5>3 symbol");
        Call other = new Call(id(4), new Coin(CHANNEL, "BTC"), place(4), null);
        Call elsewhere = new Call(id(4), new Coin(8, "SOL"), place(4), null);
        assertThat(decided(List.of(call(1), other, elsewhere), hit(5))).isEqualTo("5>1 symbol");
        assertThat(decided(List.of(), hit(5))).isEmpty();
    }

    @Test
    void a_call_is_spoken_of_for_thirty_days() {
        assertThat(decided(List.of(call(0)), hit(30 * 24))).isEqualTo("720>0 symbol");
        assertThat(decided(List.of(call(0)), hit(30 * 24 + 1))).isEmpty();
    }

    @Test
    void in_one_second_the_order_of_the_posts_decides() {
        Call first = new Call(id(1), new Coin(CHANNEL, "SOL"), new Place(NOON, 1, 0), null);
        Call later = new Call(id(3), new Coin(CHANNEL, "SOL"), new Place(NOON, 3, 0), null);
        Update between = new Update(id(2), CHANNEL, new Place(NOON, 2, 0), "SOL", SignalEvent.TARGET_HIT, List.of());
        assertThat(decided(List.of(first, later), between)).isEqualTo("2>1 symbol");
    }

    @Test
    void a_closed_call_is_spoken_of_no_more_and_the_one_before_it_is() {
        for (SignalEvent end :
                List.of(SignalEvent.CLOSED, SignalEvent.STOP_HIT, SignalEvent.ALL_TARGETS_HIT, SignalEvent.CANCELLED)) {
            assertThat(decided(List.of(call(1), call(2)), hit(3), update(4, end), hit(5), update(6, end), hit(7)))
                    .as(end.name())
                    .isEqualTo("3>2 symbol, 4>2 symbol, 5>1 symbol, 6>1 symbol");
        }
        assertThat(decided(List.of(call(1)), update(2, SignalEvent.PARTIAL_CLOSED), hit(3)))
                .isEqualTo("2>1 symbol, 3>1 symbol");
    }

    @Test
    void what_a_stored_claim_closed_is_closed_from_then_on() {
        Call closed = new Call(id(1), new Coin(CHANNEL, "SOL"), place(1), place(4).at());
        assertThat(decided(List.of(closed), hit(3), hit(5))).isEqualTo("3>1 symbol");
    }

    @Test
    void an_answer_speaks_of_what_it_answers_whatever_came_since() {
        Answered call = answered(1, PostKind.TRADE_SIGNAL, "SOL", null);
        assertThat(decided(List.of(call(1), call(2)), hit(3, call))).isEqualTo("3>1 reply");
    }

    @Test
    void an_answer_to_an_update_speaks_of_what_that_one_does() {
        Answered stored = answered(2, PostKind.SIGNAL_UPDATE, "SOL", id(1));
        assertThat(decided(List.of(call(4)), hit(5, stored))).isEqualTo("5>1 reply");
        Answered here = answered(2, PostKind.SIGNAL_UPDATE, "SOL", null);
        assertThat(decided(List.of(call(1), call(3)), hit(2), hit(5, here))).isEqualTo("2>1 symbol, 5>1 reply");
        assertThat(decided(List.of(call(4)), hit(5, here)))
                .as("an update that speaks of nothing")
                .isEqualTo("5>4 symbol");
    }

    @Test
    void of_several_signals_in_the_answered_post_the_one_for_its_coin_is_meant() {
        Answered btc = answered(1, PostKind.TRADE_SIGNAL, "BTC", null);
        Answered sol = answered(2, PostKind.TRADE_SIGNAL, "SOL", null);
        assertThat(decided(List.of(), hit(3, btc, sol))).isEqualTo("3>2 reply");
        assertThat(decided(List.of(), hit(3, btc))).isEqualTo("3>1 reply");
    }

    @Test
    void what_an_operator_rejected_is_not_spoken_of() {
        Answered rejected = new Answered(
                id(1),
                PostKind.TRADE_SIGNAL,
                SignalFields.builder().symbol("SOL").build(),
                0.9,
                null,
                true);
        assertThat(decided(List.of(call(0)), hit(3, rejected))).isEqualTo("3>0 symbol");
    }

    @Test
    void the_order_of_delivery_changes_nothing() {
        List<Update> updates = new ArrayList<>();
        for (int hour = 2; hour < 40; hour++) {
            updates.add(update(hour, hour % 5 == 0 ? SignalEvent.CLOSED : SignalEvent.TARGET_HIT));
        }
        List<Call> calls = List.of(call(1), call(6), call(11), call(23));
        List<Claim> inOrder = new Claims(calls).decide(updates);
        Collections.shuffle(updates, new Random(3));
        assertThat(new Claims(calls).decide(updates)).isEqualTo(inOrder);
        assertThat(inOrder).isNotEmpty();
    }
}
