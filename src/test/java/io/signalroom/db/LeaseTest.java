package io.signalroom.db;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class LeaseTest {
    private final Room room = new Room();
    private final Lease ours = new Lease(room.pool, "poller", "we");
    private final Lease theirs = new Lease(room.pool, "poller", "they");

    /** The first connection takes its time. */
    @BeforeEach
    void connect() {
        room.value("SELECT 1");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void one_takes_it_and_the_other_waits_until_it_is_released() {
        assertThat(await(ours.take())).isTrue();
        assertThat(await(theirs.take())).isFalse();
        assertThat(ours.held()).isTrue();
        assertThat(theirs.held()).isFalse();

        await(ours.release());

        assertThat(ours.held()).isFalse();
        assertThat(await(theirs.take())).isTrue();
        assertThat(await(ours.take())).isFalse();
    }

    @Test
    void of_two_that_ask_at_once_one_gets_it() {
        Future<Boolean> a = ours.take();
        Future<Boolean> b = theirs.take();

        assertThat(await(a) ^ await(b)).isTrue();
    }

    @Test
    void what_ran_out_can_be_taken_and_the_old_number_writes_nothing() {
        await(ours.take());
        runOut();

        assertThat(await(theirs.take())).isTrue();
        assertThat(await(ours.renew())).isFalse();
        assertThat(ours.held()).isFalse();
        assertThatThrownBy(() -> await(room.pool.withTransaction(ours::check))).isInstanceOf(LeaseLostException.class);
        await(room.pool.withTransaction(theirs::check));
        assertThat(room.value("SELECT fence FROM poll_lease")).isEqualTo(2L);
    }

    @Test
    void a_transaction_under_the_lease_ends_before_another_takes_it() {
        await(ours.take());
        SqlConnection open = begin();
        await(ours.check(open));
        runOut();

        Future<Boolean> taken = theirs.take();
        room.eventually(Duration.ofSeconds(2), () -> (Long) room.value("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'""") == 1);
        await(open.query("INSERT INTO source_offset VALUES ('test', 1)").execute());
        assertThat(taken.isComplete()).isFalse();
        await(open.query("COMMIT").execute());

        assertThat(await(taken)).isTrue();
        await(open.close());
    }

    @Test
    void a_holder_frozen_inside_a_transaction_loses_it_and_can_write_nothing_on_waking() {
        await(ours.take());
        SqlConnection frozen = begin();
        await(ours.check(frozen));
        runOut();

        room.eventually(Duration.ofSeconds(8), () -> await(theirs.take().otherwise(false)));

        assertThatThrownBy(() -> await(frozen.query("INSERT INTO source_offset VALUES ('test', 1)")
                        .execute()
                        .compose(x -> frozen.query("COMMIT").execute())))
                .isNotInstanceOf(AssertionError.class);
        assertThat(room.value("SELECT count(*) FROM source_offset")).isEqualTo(0L);
    }

    @Test
    void renewing_does_not_wait_for_a_transaction_under_the_lease() {
        await(ours.take());
        SqlConnection open = begin();
        await(ours.check(open));

        assertThat(await(ours.renew())).isTrue();

        await(open.query("ROLLBACK").execute());
        await(open.close());
    }

    @Test
    void times_are_the_databases_own() {
        await(ours.take());

        assertThat((Integer)
                        room.value("SELECT extract(epoch FROM expires_at - clock_timestamp())::int FROM poll_lease"))
                .isBetween(4, 6);
    }

    private SqlConnection begin() {
        SqlConnection connection = await(room.pool.getConnection());
        await(connection.query("BEGIN").execute());
        return connection;
    }

    private void runOut() {
        await(room.pool
                .query("UPDATE poll_lease SET expires_at = now() - interval '1 ms'")
                .execute());
    }
}
