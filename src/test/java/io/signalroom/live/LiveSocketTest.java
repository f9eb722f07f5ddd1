package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.Position;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client of the WebSocket hears, over real sockets from a real log. */
@ExtendWith(Servers.class)
class LiveSocketTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonObject ALL = new JsonObject();

    private final LiveRig rig = new LiveRig();
    private final WebSocketClient client =
            rig.room.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
    private final List<Follower> followers = new ArrayList<>();
    private int message;

    @AfterEach
    void stop() {
        followers.forEach(Follower::leave);
        rig.close();
    }

    private Follower follow(JsonObject wish, Optional<Position> since) {
        Follower follower = new Follower(rig.room.vertx, client, rig.port(), wish, since);
        followers.add(follower);
        Room.await(follower.follow());
        return follower;
    }

    private Follower subscribed(JsonObject wish, Optional<Position> since) {
        Follower follower = follow(wish, since);
        rig.room.eventually(SOON, () -> !follower.frames.isEmpty());
        return follower;
    }

    private void post(String text) {
        rig.room.post(Room.witnessed(1, ++message, text));
        rig.room.hint();
    }

    @Test
    void an_event_comes_once_to_who_wants_it_and_not_to_others() {
        Follower all = subscribed(ALL, Optional.empty());
        Follower coin = subscribed(new JsonObject().put("tokens", new JsonArray().add("sol")), Optional.empty());
        Follower twice = subscribed(new JsonObject().put("id", "a"), Optional.empty())
                .say(new JsonObject()
                        .put("type", "subscribe")
                        .put("id", "b")
                        .put("kinds", new JsonArray().add("trade_signal")));
        Follower sure = subscribed(new JsonObject().put("minConfidence", 0.95), Optional.empty());
        Follower other =
                subscribed(new JsonObject().put("channels", new JsonArray().add("@another")), Optional.empty());
        rig.room.eventually(
                SOON,
                () -> twice.frames.stream()
                                .filter(f -> f.getString("type").equals("subscribed"))
                                .count()
                        == 2);
        for (String text : List.of("LONG BTC", "LONG SOL", "SHORT ETH")) {
            post(text);
        }
        rig.room.eventually(SOON, () -> all.events.size() == 3 && twice.events.size() == 3);
        rig.room.eventually(SOON, () -> coin.frames.stream().anyMatch(f -> told(f, 3)));
        assertThat(coin.events)
                .extracting(e -> e.getJsonObject("data").getString("symbol"))
                .containsExactly("SOL");
        rig.room.eventually(SOON, () -> sure.frames.stream().anyMatch(f -> told(f, 3)));
        assertThat(sure.events).isEmpty();
        assertThat(other.events).isEmpty();
        assertThat(twice.numbers()).isEqualTo(Calls.numbers(1, 3));
    }

    /** It hears nothing of what it does not want, but from where to go on. */
    private static boolean told(JsonObject frame, long seq) {
        return frame.getString("type").equals("position") && frame.getLong("seq") == seq;
    }

    @Test
    void what_cannot_be_given_any_more_is_told_and_then_it_goes_on() {
        Follower elsewhere = subscribed(ALL, Optional.of(new Position("another", 5)));
        assertThat(elsewhere.frames.get(0).getBoolean("recovered")).isFalse();
        assertThat(elsewhere.frames.get(0).getString("epoch"))
                .isEqualTo(rig.head().epoch());
        post("LONG SOL");
        rig.room.eventually(SOON, () -> elsewhere.events.size() == 1);

        Room.await(rig.room.pool.query("DELETE FROM signal_event").execute());
        Follower gone = subscribed(ALL, Optional.of(new Position(rig.head().epoch(), 0)));
        assertThat(gone.frames.get(0).getBoolean("recovered")).isFalse();
    }

    @Test
    void a_new_life_of_the_database_is_told() {
        Follower follower = subscribed(ALL, Optional.empty());
        Room.await(
                rig.room.pool.query("UPDATE event_head SET epoch = 'another'").execute());
        rig.room.hint();
        rig.room.eventually(SOON, () -> follower.events.size() == 1);
        assertThat(follower.events.get(0).getString("type")).isEqualTo("signal.skipped");
        assertThat(follower.position().orElseThrow().epoch()).isEqualTo("another");
    }

    @Test
    void a_subscription_ends_when_it_is_ended() {
        Follower follower = subscribed(new JsonObject().put("id", "a"), Optional.empty());
        Follower other = subscribed(ALL, Optional.empty());
        follower.say(new JsonObject().put("type", "unsubscribe").put("id", "a"));
        rig.room.eventually(SOON, () -> follower.frame("unsubscribed").isPresent());
        post("LONG SOL");
        rig.room.eventually(SOON, () -> other.events.size() == 1);
        assertThat(follower.events).isEmpty();
    }

    @Test
    void a_message_that_asks_for_nothing_there_is_is_answered_with_what_there_is() {
        Follower follower = subscribed(ALL, Optional.empty());
        follower.say(new JsonObject().put("type", "zap"))
                .say(new JsonObject().put("type", "subscribe").put("token", "SOL"))
                .say(new JsonObject().put("type", "subscribe").put("kinds", new JsonArray().add("nonsense")))
                .say(new JsonObject().put("type", "subscribe").put("minConfidence", 70))
                .say(new JsonObject().put("type", "subscribe").put("since", "b3f1:5"))
                .say(new JsonObject().put("type", "unsubscribe").put("id", "never"));
        rig.room.eventually(SOON, () -> errors(follower).size() == 6);
        assertThat(errors(follower))
                .extracting(f -> f.getString("code"))
                .containsExactly(
                        "unknown-type",
                        "unknown-member",
                        "bad-filter",
                        "bad-filter",
                        "bad-position",
                        "unknown-subscription");
        assertThat(errors(follower).get(1).getString("detail")).contains("tokens");
    }

    @Test
    void what_is_too_much_for_a_subscription_leaves_it_as_it_was() {
        Follower follower = subscribed(new JsonObject().put("id", "a"), Optional.empty());
        JsonArray hundred =
                new JsonArray(IntStream.range(0, 100).mapToObj(i -> "none" + i).toList());
        for (int i = 0; i < 5; i++) {
            follower.say(new JsonObject()
                    .put("type", "subscribe")
                    .put("id", "full" + i)
                    .put("tokens", hundred)
                    .put("channels", hundred));
        }
        follower.say(
                new JsonObject().put("type", "subscribe").put("id", "a").put("tokens", new JsonArray().add("SOL")));
        rig.room.eventually(SOON, () -> errors(follower).size() == 1);
        assertThat(errors(follower).get(0).getString("code")).isEqualTo("limit");
        post("LONG BTC");
        rig.room.eventually(SOON, () -> follower.events.size() == 1);
    }

    /** Its position may be told between them. */
    private static List<JsonObject> errors(Follower follower) {
        return follower.frames.stream()
                .filter(f -> f.getString("type").equals("error"))
                .toList();
    }

    @Test
    void nothing_is_kept_of_a_client_that_left() {
        List<Follower> all = IntStream.range(0, 30)
                .mapToObj(i -> subscribed(ALL, Optional.empty()))
                .toList();
        assertThat(rig.meters.sockets()).isEqualTo(30);
        all.forEach(Follower::leave);
        rig.room.eventually(SOON, () -> rig.meters.sockets() == 0);
        assertThat(rig.meters.waiting()).isZero();
    }
}
