package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.api.ContractSource.Described;
import io.signalroom.api.FaultyRequests.Fault;
import io.signalroom.security.Scope;
import io.signalroom.testing.Swift;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * What the contract lets a caller send is taken, and what it does not is refused at its place, by every operation, within a
 * second. Each answer is held against the contract too.
 */
class ContractPropertiesTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Takes as long as so many questions take. */
    private static final String BENCHMARK = "runBenchmark";

    private static final String SOCKET = "openLiveSocket";
    private static final int LONGEST_LINE = 4_096;

    /** Requests that fit every schema and are refused all the same, by what the refusal points to, and why. */
    private static final Map<String, String> BEYOND_SCHEMAS = Map.ofEntries(
            Map.entry("/query/from", "a time has three forms, and stands before to, and not too far"),
            Map.entry("/query/to", "a time has three forms"),
            Map.entry("/query/bucket", "a long stretch is not counted by hour"),
            Map.entry("/query/minR", "is not greater than maxR"),
            Map.entry("/query/zone", "is one that there is"),
            Map.entry("/query/cursor", "is one that the same list gave"),
            Map.entry("/query/q", "holds filters that have forms of their own"),
            Map.entry("/body/symbol", "is no look-alike of a Latin one"),
            Map.entry("/body/name", "is more than spaces of any script"),
            Map.entry("/body/title", "is more than spaces of any script"));

    private static ApiServer server;
    private static ContractSource contract;
    private static RequestsFromContract requests;

    @BeforeContainer
    static void start() {
        server = ApiServer.start();
        ServedParts.beside(server);
        contract = new ContractSource(ApiContract.parse(server.contract.source()));
        requests = new RequestsFromContract(contract, known());
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    private static Map<String, Arbitrary<Object>> known() {
        List<Object> kept = ids(10, "/signals", signal());
        List<Object> shortLived = ids(40, "/signals", signal());
        List<Object> channels = ids(1, "/channels", new JsonObject().put("title", "Desk"));
        JsonObject key = new JsonObject().put("name", "desk").put("scope", "read");
        String apiKey = created("/auth/keys", key).getString("apiKey");
        JsonObject hook = new JsonObject().put("url", "https://hooks.example.com/in");
        List<Object> hooks = ids(10, "/webhooks", hook);
        List<Object> imports = List.of(created("/imports", new JsonObject().put("type", "public_channel"), 202)
                .getString("id"));
        String epoch =
                server.get("/signals").bodyAsJsonObject().getJsonObject("asOf").getString("epoch");
        return Map.ofEntries(
                Map.entry("getSignal id", Arbitraries.of(kept)),
                Map.entry("listElsewhere id", Arbitraries.of(kept)),
                Map.entry("getSignalImage id", Arbitraries.of(kept)),
                Map.entry("judgeSignal id", Arbitraries.of(kept)),
                Map.entry("judgeSignal", Arbitraries.just(new JsonObject().put("verdict", "confirm"))),
                Map.entry("deleteSignal id", Arbitraries.of(shortLived)),
                Map.entry("getChannel id", Arbitraries.of(channels)),
                Map.entry("revokeKey id", Arbitraries.of(ids(10, "/auth/keys", key))),
                Map.entry("getWebhook id", Arbitraries.of(hooks)),
                Map.entry("changeWebhook id", Arbitraries.of(hooks)),
                Map.entry("changeWebhook", Arbitraries.just(new JsonObject().put("state", "active"))),
                Map.entry("deleteWebhook id", Arbitraries.of(ids(40, "/webhooks", hook))),
                Map.entry("rotateWebhookSecret id", Arbitraries.of(hooks)),
                Map.entry("testWebhook id", Arbitraries.of(hooks)),
                Map.entry("listWebhookDeliveries id", Arbitraries.of(hooks)),
                Map.entry("createToken", Arbitraries.just(new JsonObject().put("apiKey", apiKey))),
                Map.entry("getImport id", Arbitraries.of(imports)),
                Map.entry("undoImport id", Arbitraries.of(imports)),
                Map.entry("zone", Arbitraries.of("Europe/Berlin", "+02:00")),
                Map.entry("If-Match", Arbitraries.just("*")),
                Map.entry("n", Arbitraries.of(1, 2, 5)),
                Map.entry("epoch", Arbitraries.just(epoch)),
                Map.entry("from", Arbitraries.of("-30d", "-24h", "2026-03-01", "2026-03-01T00:00:00Z")),
                Map.entry("to", Arbitraries.of("-0m", "-10m", "2999-01-01")));
    }

    private static JsonObject signal() {
        return new JsonObject().put("text", "SOL/USDT LONG entry 182-184.5 tp 191.5 sl 176.9");
    }

    private static List<Object> ids(int count, String path, JsonObject body) {
        return IntStream.range(0, count)
                .mapToObj(i -> created(path, body).getValue("id"))
                .toList();
    }

    private static JsonObject created(String path, JsonObject body) {
        return created(path, body, 201);
    }

    private static JsonObject created(String path, JsonObject body, int status) {
        HttpResponse<Buffer> answer = server.send(
                HttpMethod.POST,
                path,
                r -> r.bearerTokenAuthentication(server.token(Scope.ADMIN))
                        .putHeader("Content-Type", "application/json"),
                body.toBuffer());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.bodyAsJsonObject();
    }

    @Provide
    Arbitrary<ContractRequest> fitting() {
        return requests.any();
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    void what_fits_the_contract_is_not_refused(@ForAll("fitting") ContractRequest request) {
        HttpResponse<Buffer> answer = soon(request);
        int status = answer.statusCode();
        if (status == 400) {
            assertThat(pointers(answer))
                    .as("%s", answer.bodyAsString())
                    .isNotEmpty()
                    .isSubsetOf(BEYOND_SCHEMAS.keySet());
        } else {
            assertThat(status).as("%s", answer.bodyAsString()).isIn(taken(request));
        }
        Statistics.label("answered with 2xx")
                .collect(status < 300 ? request.operation().id() : "others")
                .coverage(c -> contract.operations().stream()
                        .map(Described::id)
                        .filter(id -> !id.equals(SOCKET))
                        .forEach(id -> c.check(id).count(n -> n > 0)));
    }

    /** Answers to what fits: also that it is not there, or does not go with what is there, or is too large as it is spelt. */
    private static List<Integer> taken(ContractRequest request) {
        List<Integer> statuses = new ArrayList<>(List.of(200, 201, 202, 204, 404, 409, 412, 422, 428));
        if (request.operation().id().equals("createToken")) {
            statuses.addAll(List.of(401, 429)); // it is a text, but no key; and one that is tried too often
        }
        if (request.operation().id().equals(SOCKET)) {
            return List.of(426); // no request is one that shakes hands
        }
        if (request.lineBytes() > LONGEST_LINE) {
            return List.of(414);
        }
        return request.bytes() > request.operation().bodyLimit() ? List.of(413) : statuses;
    }

    /** A request with one fault. */
    private record Faulty(ContractRequest request, Fault fault) {}

    @Provide
    Arbitrary<Faulty> faulty() {
        FaultyRequests faults = new FaultyRequests(contract);
        List<Arbitrary<Faulty>> all = contract.operations().stream()
                .flatMap(operation -> faults.of(operation).stream().map(fault -> faulty(operation, fault)))
                .toList();
        return Arbitraries.of(all).flatMap(one -> one);
    }

    private static Arbitrary<Faulty> faulty(Described operation, Fault fault) {
        return requests.least(operation)
                .map(right -> new Faulty(fault.apply().apply(right), fault))
                .filter(wrong -> wrong.request().bytes() <= operation.bodyLimit());
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void what_does_not_fit_is_refused_at_its_place(@ForAll("faulty") Faulty faulty) {
        Fault fault = faulty.fault();
        HttpResponse<Buffer> answer = soon(faulty.request());
        assertThat(answer.statusCode()).as("%s", fault).isEqualTo(fault.status());
        List<String> wanted = fault.pointer().isEmpty() ? List.of() : List.of(fault.pointer());
        assertThat(pointers(answer)).as("%s: %s", fault, answer.bodyAsString()).isEqualTo(wanted);
    }

    private static HttpResponse<Buffer> soon(ContractRequest request) {
        long began = System.nanoTime();
        HttpResponse<Buffer> answer = request.send(server);
        if (!request.operation().id().equals(BENCHMARK)) {
            Swift.within(SOON, Duration.ofNanos(System.nanoTime() - began), () -> request.send(server));
        }
        return answer;
    }

    private static List<String> pointers(HttpResponse<Buffer> answer) {
        return answer.bodyAsJsonObject().getJsonArray("errors").stream()
                .map(e -> ((JsonObject) e).getString("pointer"))
                .distinct()
                .toList();
    }
}
