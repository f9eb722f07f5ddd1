package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.FaultCount;
import io.signalroom.testing.FaultProxy;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * P21 and P20, beside {@link BotApiFaultsTest}: what the net, a name server and a very long answer can do, and calls that are
 * counted.
 */
@ExtendWith(Servers.class)
@Isolated("it looks at the heap")
class BrokenAnswersTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final long BACK_SECONDS = 10;
    private static final Set<String> BOTH = Set.of("1 before", "2 after");
    private final PollerRig rig = new PollerRig();
    private final AtomicLong written = new AtomicLong();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void an_answer_of_200_mebibytes_is_cut_and_leaves_nothing_in_the_heap() {
        rig.poll();
        rig.fake.push(BotPosts.post(1, "before"));
        rig.awaitCalls(3);
        long before = heap();
        rig.fake.failWith(this::twoHundredMebibytes, this::twoHundredMebibytes);
        long broken = System.nanoTime();
        rig.awaitState(SourceState.RETRYING);
        rig.fake.push(BotPosts.post(2, "after"));
        rig.awaitVersions(2);

        assertThat(seconds(broken)).isLessThan(BACK_SECONDS);
        assertThat(written.get()).isLessThan(40 * MEBIBYTE);
        assertThat(heap() - before).isLessThan(20 * MEBIBYTE);
        end(BOTH);
    }

    @Test
    void resets_and_silence_move_no_offset_and_are_over_soon() {
        try (FaultProxy proxy = new FaultProxy(rig.room.vertx, rig.fake.server().actualPort())) {
            rig.pollAt("http://127.0.0.1:" + proxy.port());
            rig.fake.push(BotPosts.post(1, "before"));
            rig.awaitVersions(1);
            proxy.down();
            rig.awaitState(SourceState.RETRYING);
            rig.fake.push(BotPosts.post(2, "after"));
            await(rig.room.vertx.timer(4_000));
            proxy.up();
            long back = System.nanoTime();
            rig.awaitVersions(2);

            assertThat(seconds(back)).isLessThan(BACK_SECONDS);
            end(BOTH);
        }
    }

    @Test
    void a_name_that_stands_for_nothing_is_asked_for_again_and_told() {
        rig.pollAt("http://no-such-host.invalid");
        rig.awaitState(SourceState.RETRYING);

        assertThat(rig.status.get("source:bot_api").getString("detail"))
                .contains("its name cannot be resolved", "TELEGRAM_BOT_API_URL")
                .doesNotContain("no-such-host");
    }

    @Test
    void no_call_comes_before_the_time_that_was_asked_for() {
        rig.fake.failWith(
                BotFaults.tooMany(2, true),
                BotFaults.tooMany(1, false),
                BotFaults.tooMany(3, true),
                BotFaults.status(502, "Bad Gateway"));
        rig.poll();
        rig.awaitCalls(5);
        List<Double> least = List.of(2.0, 1.0, 3.0, 1.0);
        long early = 0;
        for (int i = 0; i < least.size(); i++) {
            early += rig.between(i, i + 1) < least.get(i) ? 1 : 0;
        }

        FaultCount.unexpected("P20", least.size(), early).print();
    }

    private void end(Set<String> sent) {
        List<FakeBotApi.Call> calls = rig.fake.calls();
        long rushed = 0;
        for (int i = 2; i < calls.size(); i++) {
            rushed += rig.between(i - 2, i) < 0.9 && calls.get(i).offset() == null ? 1 : 0;
        }
        FaultCount stored = FaultCount.of("P21", 0, sent, sent, rig.stored());
        new FaultCount(
                        "P21",
                        0,
                        stored.acknowledged(),
                        stored.lost(),
                        stored.duplicated(),
                        0,
                        stored.unexpected() + rushed)
                .print();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Live bytes, once what may go is gone. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void twoHundredMebibytes(HttpServerRequest request) {
        request.response().setChunked(true).write("{\"ok\":true,\"result\":[");
        more(request, Buffer.buffer(" ".repeat(1 << 16)), 200 * MEBIBYTE);
    }

    private void more(HttpServerRequest request, Buffer block, long left) {
        if (left > 0) {
            request.response().write(block).onSuccess(x -> {
                written.addAndGet(block.length());
                more(request, block, left - block.length());
            });
        }
    }
}
