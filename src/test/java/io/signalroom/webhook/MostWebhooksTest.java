package io.signalroom.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.signalroom.webhook.Webhooks.Made;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred and no more, whoever makes them. */
@ExtendWith(Servers.class)
class MostWebhooksTest {
    private final WebhookRig rig = new WebhookRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void of_many_that_are_made_at_once_only_as_many_as_there_is_room_for() {
        rig.sql("INSERT INTO webhook (id, url, filters, secret, since_seq, created_by) SELECT 'wh_' || n, "
                + "'https://receiver.example/' || n, '{}', '\\x00', 0, 'tester' FROM generate_series(1, 98) n");
        List<Future<Made>> made = Stream.generate(
                        () -> rig.webhooks.create("http://127.0.0.1:1/in", WebhookRig.ALL, "tester"))
                .limit(8)
                .toList();
        Room.await(Future.join(made).otherwiseEmpty());
        assertThat(made.stream().filter(Future::succeeded)).hasSize(2);
        assertThat(made.stream().filter(Future::failed).map(Future::cause))
                .allSatisfy(refused ->
                        assertThat(((DomainException) refused).failure()).isEqualTo(Failure.UNPROCESSABLE));
        assertThat(rig.room.value("SELECT count(*) FROM webhook")).isEqualTo((long) WebhookStore.MOST);
    }
}
