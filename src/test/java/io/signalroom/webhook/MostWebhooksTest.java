package io.signalroom.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.signalroom.webhook.Webhooks.Made;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
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
    void who_counts_while_another_makes_the_last_one_waits_and_is_refused() {
        rig.sql("INSERT INTO webhook (id, url, filters, secret, since_seq, created_by) SELECT 'wh_' || n, "
                + "'https://receiver.example/' || n, '{}', '\\x00', 0, 'tester' FROM generate_series(1, 99) n");
        SqlConnection other = Room.await(rig.room.pool.getConnection());
        Transaction last = Room.await(other.begin());
        Buffer secret = Buffer.buffer(new byte[] {1});
        assertThat(Room.await(new WebhookStore()
                        .create(other, "wh_last", "https://receiver.example", WebhookRig.ALL, secret, "tester")))
                .isTrue();
        Future<Made> another = rig.webhooks.create("http://127.0.0.1:1/in", WebhookRig.ALL, "tester");
        Room.await(rig.room.vertx.timer(500));
        assertThat(another.isComplete()).isFalse();
        Room.await(last.commit().eventually(other::close));
        assertThatThrownBy(() -> Room.await(another))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refused -> assertThat(refused.failure()).isEqualTo(Failure.UNPROCESSABLE));
        assertThat(rig.room.value("SELECT count(*) FROM webhook")).isEqualTo((long) WebhookStore.MOST);
    }
}
