package io.signalroom.db;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class CountedPoolTest {
    private final Room room = new Room();
    private final LongAdder statements = new LongAdder();
    private final Pool pool = CountedPool.of(room.pool, statements);

    @AfterEach
    void stop() {
        room.close();
    }

    @Test
    void statements_count_however_they_are_sent() {
        await(pool.query("SELECT 1").execute());
        await(pool.preparedQuery("SELECT $1::int").execute(Tuple.of(1)));
        assertThat(statements.sum()).isEqualTo(2);
        await(pool.withConnection(c -> c.query("SELECT 1").execute()));
        await(pool.withTransaction(tx -> tx.query("SELECT 1")
                .execute()
                .compose(x -> tx.preparedQuery("SELECT $1::int").execute(Tuple.of(1)))));
        assertThat(statements.sum()).isEqualTo(5);
    }

    @Test
    void a_transaction_that_fails_is_rolled_back_as_ever() {
        await(pool.query("CREATE TABLE t (a int)").execute());
        assertThatThrownBy(() -> await(pool.withTransaction(tx -> tx.query("INSERT INTO t VALUES (1)")
                        .execute()
                        .compose(x -> tx.query("SELECT nonsense").execute()))))
                .isInstanceOf(PgException.class);
        assertThat(room.value("SELECT count(*) FROM t")).isEqualTo(0L);
        assertThat(statements.sum()).isEqualTo(3);
    }
}
