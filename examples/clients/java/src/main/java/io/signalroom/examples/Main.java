package io.signalroom.examples;

import io.signalroom.client.ApiClient;
import io.signalroom.client.ApiException;
import io.signalroom.client.ApiResponse;
import io.signalroom.client.api.AnalyticsApi;
import io.signalroom.client.api.AnalyticsApi.APIGetHistoricalRequest;
import io.signalroom.client.api.AnalyticsApi.APIGetLeaderboardRequest;
import io.signalroom.client.api.KeysApi;
import io.signalroom.client.api.SignalsApi;
import io.signalroom.client.api.SignalsApi.APICreateSignalRequest;
import io.signalroom.client.api.SignalsApi.APIDeleteSignalRequest;
import io.signalroom.client.api.SignalsApi.APIExportSignalsRequest;
import io.signalroom.client.api.SignalsApi.APIGetSignalRequest;
import io.signalroom.client.api.SignalsApi.APIListSignalsRequest;
import io.signalroom.client.model.Historical;
import io.signalroom.client.model.KeyToExchange;
import io.signalroom.client.model.Leaderboard;
import io.signalroom.client.model.NewSignal;
import io.signalroom.client.model.Problem;
import io.signalroom.client.model.Signal;
import io.signalroom.client.model.SignalDetail;
import io.signalroom.client.model.SignalList;
import io.signalroom.client.model.Token;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Drives a live server through the generated client, and ends with a status other than 0 if an answer is not what the
 * contract says. {@code SIGNALROOM_URL} is the base, such as {@code http://127.0.0.1:8000/api/v1}; {@code SIGNALROOM_KEY} is
 * an API key with the scope write.
 */
public final class Main {
    private static final Duration COUNTED_WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_MS = 250;
    private static final int CALLS = 5;

    /** A coin of this run alone, so that it finds its own calls again. */
    private final String coin =
            "JV" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);

    private final SignalsApi signals;
    private final AnalyticsApi analytics;
    private final KeysApi keys;
    private final Refusals refusals;
    private String token;

    private Main(String url) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(this::authorize);
        signals = new SignalsApi(client);
        analytics = new AnalyticsApi(client);
        keys = new KeysApi(client);
        refusals = new Refusals(client.getObjectMapper());
    }

    /** Ends with a stack trace and a status of 1 if something is off. */
    public static void main(String[] args) throws Exception {
        new Main(setting("SIGNALROOM_URL")).run(setting("SIGNALROOM_KEY"));
    }

    private void run(String apiKey) throws Exception {
        Problem unauthorized = refusals.of(() -> enter(1));
        Check.equal("unauthorized", unauthorized.getCode(), "code without a token");
        signIn(apiKey);
        List<SignalDetail> entered = new ArrayList<>();
        for (int n = 1; n <= CALLS; n++) {
            entered.add(enter(n).getData());
        }
        SignalDetail first = entered.get(0);
        again(first);
        readBack(first);
        List<String> all = entered.stream().map(SignalDetail::getId).sorted().toList();
        Check.equal(all, listAll().stream().sorted().toList(), "list");
        awaitCounts();
        export();
        leaderboard();
        withdraw(first.getId());
        refused(first.getId());
        System.out.printf(
                "Java client: %d signals of %s entered, read, listed, counted; refusals are problems.%n", CALLS, coin);
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        Check.that(value != null && !value.isBlank(), name + " is set");
        return value;
    }

    private void authorize(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
    }

    private void signIn(String apiKey) throws ApiException {
        Token made = keys.createToken(new KeyToExchange().apiKey(apiKey));
        Check.equal(Token.TokenTypeEnum.BEARER, made.getTokenType(), "type of the token");
        Check.that(made.getExpiresIn() > 0, "a token lives");
        token = made.getAccessToken();
    }

    /** May be sent again as often as the line breaks: the key makes it happen once. */
    private ApiResponse<SignalDetail> enter(int leverage) throws ApiException {
        return signals.createSignalWithHttpInfo(APICreateSignalRequest.newBuilder()
                .idempotencyKey(coin + "-" + leverage)
                .newSignal(call(leverage))
                .build());
    }

    private NewSignal call(int leverage) {
        return new NewSignal()
                .kind(NewSignal.KindEnum.TRADE_SIGNAL)
                .symbol(coin)
                .quote("USDT")
                .side(NewSignal.SideEnum.LONG)
                .entries(List.of("182", "184.5"))
                .targets(List.of("191.5", "198"))
                .stopLoss("176.9")
                .leverage(BigDecimal.valueOf(leverage));
    }

    private void readBack(SignalDetail entered) throws ApiException {
        Check.that(entered.getId().startsWith("sig_"), "an id of a signal: " + entered.getId());
        Check.equal("manual", entered.getOrigin(), "origin");
        SignalDetail read = read(entered.getId()).getData();
        Check.equal(coin, read.getSymbol(), "symbol");
        Check.equal(List.of("182", "184.5"), read.getEntries(), "entries");
        Check.equal("176.9", read.getStopLoss(), "stop");
        Check.equal(entered.getPostedAt(), read.getPostedAt(), "time of the post");
        Check.that(read.getText().contains(coin), "the text names the coin");
        Check.equal("trade_signal", read.getJudgements().get(0).getKind(), "kind of the judgement");
    }

    private ApiResponse<SignalDetail> read(String id) throws ApiException {
        return signals.getSignalWithHttpInfo(
                APIGetSignalRequest.newBuilder().id(id).build());
    }

    private void again(SignalDetail first) throws ApiException {
        ApiResponse<SignalDetail> replayed = enter(1);
        Check.equal(first.getId(), replayed.getData().getId(), "id of what is sent again");
        Check.equal("true", header(replayed, "idempotent-replayed"), "Idempotent-Replayed");
    }

    /** Nobody withdraws what he has not seen. */
    private void withdraw(String id) throws Exception {
        APIDeleteSignalRequest.Builder unseen = APIDeleteSignalRequest.newBuilder().id(id);
        Problem refused = refusals.of(() -> signals.deleteSignal(unseen.build()));
        Check.equal("precondition_required", refused.getCode(), "code without If-Match");
        signals.deleteSignal(unseen.ifMatch(header(read(id), "etag")).build());
    }

    private static String header(ApiResponse<?> response, String name) {
        List<String> values = response.getHeaders().get(name);
        Check.that(values != null, "there is a header " + name);
        return values.get(0);
    }

    private void export() throws ApiException, IOException {
        File file = signals.exportSignals(APIExportSignalsRequest.newBuilder()
                .format("csv")
                .token(List.of(coin))
                .build());
        List<String> lines = Files.readAllLines(file.toPath());
        Check.that(lines.get(0).startsWith("id,"), "a head line: " + lines.get(0));
        Check.equal(CALLS + 1, lines.size(), "lines of the export");
        Files.delete(file.toPath());
    }

    /** Follows the pages of a filtered list from the first to the last. */
    private List<String> listAll() throws ApiException {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            SignalList page = signals.listSignals(APIListSignalsRequest.newBuilder()
                    .token(List.of(coin))
                    .side(List.of("long"))
                    .origin(List.of("manual"))
                    .limit(2)
                    .cursor(cursor)
                    .build());
            page.getData().stream().map(Signal::getId).forEach(ids::add);
            cursor = page.getPage().getNext();
            Check.equal(cursor != null, page.getPage().getHasMore(), "hasMore");
        } while (cursor != null);
        return ids;
    }

    /** Counts follow what is stored within seconds. */
    private void awaitCounts() throws ApiException, InterruptedException {
        Instant until = Instant.now().plus(COUNTED_WITHIN);
        Historical history;
        do {
            Check.that(Instant.now().isBefore(until), CALLS + " signals are counted");
            Thread.sleep(LOOK_MS);
            history = analytics.getHistorical(APIGetHistoricalRequest.newBuilder()
                            .from("-2h")
                            .bucket("hour")
                            .token(List.of(coin))
                            .build());
        } while (history.getSummary().getSignals() != CALLS);
        Check.equal((long) CALLS, history.getSummary().getByKind().get("trade_signal"), "calls by kind");
    }

    private void leaderboard() throws ApiException {
        Leaderboard board = analytics.getLeaderboard(APIGetLeaderboardRequest.newBuilder()
                        .period("90d")
                        .limit(5)
                        .build());
        Check.equal("90d", board.getPeriod(), "period");
        Check.that(board.getBoards() != null, "there are boards");
    }

    private void refused(String gone) throws Exception {
        Problem missing = refusals.of(() -> read(gone));
        Check.equal("not_found", missing.getCode(), "code of what is gone");
        Problem tooMany = refusals.of(() ->
                signals.listSignals(APIListSignalsRequest.newBuilder().limit(1000).build()));
        Check.equal("invalid_request", tooMany.getCode(), "code of a bad parameter");
        Check.equal("/query/limit", tooMany.getErrors().get(0).getPointer(), "pointer to it");
    }
}
