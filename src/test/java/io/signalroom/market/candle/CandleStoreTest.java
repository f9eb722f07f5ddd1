package io.signalroom.market.candle;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CandleStoreTest {
    private static final Instant START = Instant.parse("2025-12-31T23:00:00Z"); // over the edge of a partition
    private static final int MINUTES = 120;
    private static final Market SOL = Market.of("SOL", null);
    private static final Market BTC = Market.of("BTC", null);
    private final CandleStore store = new CandleStore();
    private Room room;
    private int sol;
    private int btc;

    @BeforeAll
    void open() {
        room = new Room();
    }

    @AfterAll
    void close() {
        room.close();
    }

    @BeforeEach
    void empty() {
        await(room.pool.query("TRUNCATE market, candle").execute());
        Map<Market, Integer> ids = await(store.ids(room.pool, "binance", List.of(SOL, BTC)));
        sol = ids.get(SOL);
        btc = ids.get(BTC);
    }

    private int add(Piece... pieces) {
        return await(room.pool.withTransaction(tx -> store.add(tx, List.of(pieces))));
    }

    private static Instant minute(int number) {
        return START.plusSeconds(60L * number);
    }

    private static Piece piece(int market, int from, int to) {
        return Undone.piece(market, minute(from), minute(to));
    }

    private CandleSeries read(Market market, int from, int to) {
        return await(new StoredCandles(room.pool, "binance")
                        .read(List.of(new Stretch(market, minute(from), minute(to)))))
                .get(market);
    }

    @Test
    void a_market_has_one_row_however_many_ask_at_once() {
        List<Market> markets = new ArrayList<>(
                IntStream.range(0, 40).mapToObj(i -> Market.of("C" + i, null)).toList());
        List<Future<Map<Market, Integer>>> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Collections.shuffle(markets, new Random(i));
            asked.add(store.ids(room.pool, "binance", List.copyOf(markets)));
        }
        Map<Market, Integer> first = await(asked.get(0));
        asked.forEach(one -> assertThat(await(one)).isEqualTo(first).hasSize(40));
        assertThat(await(store.ids(room.pool, "file", List.of(SOL, SOL))).get(SOL))
                .isNotEqualTo(sol);
        assertThat(await(store.ids(room.pool, "file", Set.of()))).isEmpty();
    }

    @Test
    void prices_are_stored_to_the_last_digit() {
        Candle candle = new Candle(
                START,
                minute(1),
                new BigDecimal("0.00000012345678901234567890"),
                new BigDecimal("98765432109876543210.123456789"),
                new BigDecimal("1E-12"),
                new BigDecimal("0.5000"),
                new BigDecimal("0"));
        add(Piece.of(sol, candle));
        Row row = await(room.pool
                        .query("SELECT open, high, low, close, volume, closes_at FROM candle")
                        .execute())
                .iterator()
                .next();
        assertThat(row.getBigDecimal(0)).isEqualTo(candle.open());
        assertThat(row.getBigDecimal(1)).isEqualTo(candle.high());
        assertThat(row.getBigDecimal(2)).isEqualByComparingTo(candle.low());
        assertThat(row.getBigDecimal(3)).isEqualTo(candle.close());
        assertThat(row.getBigDecimal(4)).isEqualTo(candle.volume());
        assertThat(row.getOffsetDateTime(5).toInstant()).isEqualTo(minute(1));
    }

    @Test
    void what_was_stored_first_stands() {
        add(piece(sol, 0, 3));
        Candle other = new Candle(
                minute(1), minute(2), BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
        assertThat(add(Piece.of(sol, other), piece(sol, 2, 5))).isEqualTo(2);
        assertThat(read(SOL, 0, 5).last(1))
                .isEqualTo(Undone.minute(minute(1)).close().doubleValue());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void any_order_and_any_overlap_gives_the_same_candles_and_the_same_range(long seed) {
        Random random = new Random(seed);
        BitSet[] asked = {new BitSet(), new BitSet()};
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(MINUTES);
            int to = Math.min(MINUTES, from + random.nextInt(20));
            int which = random.nextInt(2);
            asked[which].set(from, to);
            pieces.add(piece(which == 0 ? sol : btc, from, to));
        }
        List<Future<Integer>> turns = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i += 3) {
            List<Piece> turn = pieces.subList(i, i + 3);
            turns.add(room.pool.withTransaction(tx -> store.add(tx, turn)));
        }
        turns.forEach(Room::await);
        Collections.shuffle(pieces, random);
        assertThat(add(pieces.toArray(Piece[]::new))).isZero();
        assertThat(stored(sol)).isEqualTo(asked[0]);
        assertThat(stored(btc)).isEqualTo(asked[1]);
        assertThat(covered(sol)).isEqualTo(asked[0]);
        assertThat(covered(btc)).isEqualTo(asked[1]);
    }

    private BitSet stored(int market) {
        return minutes("SELECT opens_at FROM candle WHERE market_id = " + market);
    }

    private BitSet covered(int market) {
        return minutes("""
                SELECT t FROM market CROSS JOIN LATERAL unnest(covered) r
                CROSS JOIN LATERAL generate_series(lower(r), upper(r) - interval '1 minute', interval '1 minute') t
                WHERE id =\s""" + market);
    }

    private BitSet minutes(String sql) {
        BitSet set = new BitSet();
        await(room.pool.query(sql).execute())
                .forEach(row -> set.set(
                        (int) Duration.between(START, row.getOffsetDateTime(0).toInstant())
                                .toMinutes()));
        return set;
    }

    @Test
    void a_hole_stops_a_reader_and_a_gap_of_the_feed_does_not() {
        add(piece(sol, 0, 10), piece(sol, 20, 30));
        assertThat(read(SOL, 0, 30).size()).isEqualTo(10);
        assertThat(read(SOL, 5, 30).size()).isEqualTo(5);
        assertThat(read(SOL, 12, 30).size()).as("from inside a hole").isZero();
        assertThat(read(SOL, 20, 25).size()).isEqualTo(5);

        add(new Piece(sol, minute(10), minute(20), List.of(Undone.minute(minute(15)))));
        assertThat(read(SOL, 0, 30).size()).isEqualTo(21);
        assertThat(read(SOL, 0, 30).opens(10)).isEqualTo(minute(15).toEpochMilli());
    }

    @Test
    void many_stretches_are_read_at_once_each_for_itself() {
        add(piece(sol, 0, 10), piece(btc, 0, 50));
        Market unknown = Market.of("NOPE", null);
        Map<Market, CandleSeries> series = await(new StoredCandles(room.pool, "binance")
                .read(List.of(
                        new Stretch(unknown, minute(0), minute(9)),
                        new Stretch(BTC, minute(3), minute(40)),
                        new Stretch(SOL, minute(1), minute(4)))));
        assertThat(series).containsOnlyKeys(unknown, BTC, SOL);
        assertThat(series.get(unknown)).isSameAs(CandleSeries.EMPTY);
        assertThat(series.get(BTC).size()).isEqualTo(37);
        assertThat(series.get(SOL).size()).isEqualTo(3);
        assertThat(series.get(SOL).high(0))
                .isEqualTo(Undone.minute(minute(1)).high().doubleValue());
        assertThat(await(new StoredCandles(room.pool, "file").read(List.of(new Stretch(SOL, minute(0), minute(9)))))
                        .get(SOL)
                        .size())
                .isZero();
        assertThat(await(new StoredCandles(room.pool, "file").read(List.of()))).isEmpty();
    }

    @Test
    void of_candles_that_overlap_the_earlier_one_is_read() {
        Candle hour = new Candle(
                minute(0), minute(60), BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
        add(new Piece(sol, minute(0), minute(60), List.of(hour)), piece(sol, 30, 70));
        assertThat(read(SOL, 0, 70).size()).isEqualTo(11);
    }

    @Test
    void a_piece_holds_its_own_candles_only() {
        List<Candle> candles = List.of(Undone.minute(minute(5)));
        assertThatThrownBy(() -> new Piece(1, minute(0), minute(5), candles))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Piece(1, minute(6), minute(9), candles))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Piece(1, minute(6), minute(5), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_transaction_that_fails_leaves_neither_candles_nor_range() {
        Future<Integer> failing = room.pool.withTransaction(tx -> store.add(tx, List.of(piece(sol, 0, 5)))
                .compose(x -> Future.failedFuture(new IllegalStateException("planted"))));
        assertThatThrownBy(() -> await(failing)).hasMessage("planted");
        assertThat(stored(sol).isEmpty() && covered(sol).isEmpty()).isTrue();
    }
}
