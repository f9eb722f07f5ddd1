package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Side;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.OutcomeRows;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages against a full sort, on random posts of which many share their second. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalPagingTest {
    private static final int SIGNALS = 300;
    private static final String[] SYMBOLS = {"SOL", "BTC", "ETH"};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        for (int id = 1; id <= SIGNALS; id++) {
            insert(id);
        }
    }

    private void insert(int id) {
        Instant at = Samples.NOON.plusSeconds(random.nextInt(40)).plusMillis(random.nextInt(2) * 500L);
        server.witness(
                Samples.HARBOR,
                Samples.post(
                        Samples.HARBOR,
                        id,
                        random.nextInt(10) == 0 ? at.minusSeconds(86_400L * 400) : at,
                        "post " + id),
                Samples.trade(SYMBOLS[random.nextInt(3)], Side.values()[random.nextInt(4)], random.nextDouble()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private record Walk(List<String> ids, String last) {}

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("data").stream()
                .map(s -> ((JsonObject) s).getString("id"))
                .toList();
    }

    /** Follows next to the end; every page but the last is full. */
    private Walk forwards(String query, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        while (true) {
            String last = cursor;
            JsonObject page =
                    server.get("/signals?limit=" + limit + query + cursor).bodyAsJsonObject();
            all.addAll(ids(page));
            String next = page.getJsonObject("page").getString("next");
            assertThat(page.getJsonObject("page").getBoolean("hasMore")).isEqualTo(next != null);
            if (next == null) {
                return new Walk(all, last);
            }
            assertThat(ids(page)).hasSize(limit);
            cursor = "&cursor=" + next;
        }
    }

    /** Follows prev from the last page to the first. */
    private List<String> backwards(String query, int limit, String cursor) {
        List<String> all = new ArrayList<>();
        String at = cursor;
        while (true) {
            JsonObject page = server.get("/signals?limit=" + limit + query + at).bodyAsJsonObject();
            all.addAll(0, ids(page));
            String prev = page.getJsonObject("page").getString("prev");
            if (prev == null) {
                return all;
            }
            at = "&cursor=" + prev;
        }
    }

    @Test
    void pages_forwards_and_backwards_equal_a_full_sort() {
        for (String query : List.of(
                "",
                "&token=SOL",
                "&side=long&minConfidence=0.5",
                "&channel=harborlight_signals&from=2026-01-01T00:00:00Z")) {
            List<String> sorted = new ArrayList<>(forwards(query, 200).ids());
            assertThat(sorted).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
            for (int limit : new int[] {1 + random.nextInt(4), 7, 50}) {
                pagesBothWays(query, limit, sorted);
                List<String> oldestFirst = new ArrayList<>(sorted);
                Collections.reverse(oldestFirst);
                pagesBothWays(query + "&sort=postedAt", limit, oldestFirst);
            }
        }
        assertThat(forwards("", 200).ids()).hasSizeGreaterThanOrEqualTo(SIGNALS);
    }

    @Test
    void pages_of_results_equal_a_full_sort_and_hold_only_what_has_one() {
        Map<String, Map<String, Double>> results = Map.of("r", new HashMap<>(), "percent", new HashMap<>());
        for (String id : forwards("", 200).ids()) {
            int has = random.nextInt(4);
            Double r = has == 0 ? null : (Double) (random.nextInt(9) / 3.0 - 1);
            Double percent = has < 2 ? null : (Double) (random.nextInt(5) * 1.1);
            if (has < 3) {
                OutcomeRows.put(server.pool, SignalId.parse(id), OutcomeRows.result("stopped", r, percent));
                results.get("r").put(id, r);
                results.get("percent").put(id, percent);
            }
        }
        results.forEach((sort, values) -> {
            values.values().removeIf(Objects::isNull);
            assertThat(values).as("seed " + seed).hasSizeGreaterThan(10);
            List<String> worstFirst = new ArrayList<>(values.keySet());
            worstFirst.sort(
                    Comparator.comparing((String id) -> values.get(id)).thenComparing(Comparator.naturalOrder()));
            List<String> bestFirst = new ArrayList<>(worstFirst);
            Collections.reverse(bestFirst);
            for (int limit : new int[] {1 + random.nextInt(4), 7, 50}) {
                pagesBothWays("&sort=" + sort, limit, worstFirst);
                pagesBothWays("&sort=-" + sort, limit, bestFirst);
            }
        });
    }

    private void pagesBothWays(String query, int limit, List<String> expected) {
        String context = "seed " + seed + ", limit " + limit + ", query " + query;
        Walk walk = forwards(query, limit);
        assertThat(walk.ids()).as(context).isEqualTo(expected);
        assertThat(backwards(query, limit, walk.last())).as(context).isEqualTo(expected);
    }

    @Test
    void a_reader_who_pages_while_posts_arrive_sees_nothing_twice_and_misses_nothing() {
        List<String> before = forwards("&token=ETH", 200).ids();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int id = 10_000;
        while (cursor != null) {
            JsonObject page = server.get("/signals?token=ETH&limit=5" + cursor).bodyAsJsonObject();
            seen.addAll(ids(page));
            String next = page.getJsonObject("page").getString("next");
            cursor = next == null ? null : "&cursor=" + next;
            insert(id++);
        }
        assertThat(seen).as("seed " + seed).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen)).as("seed " + seed).containsAll(before);
    }
}
