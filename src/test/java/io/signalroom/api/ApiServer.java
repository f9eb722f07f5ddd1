package io.signalroom.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.identity.Callers;
import io.signalroom.identity.KeyVerticle;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.ParseQueue;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.SignalWriter;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.LiveDoor;
import io.signalroom.live.LiveMeters;
import io.signalroom.live.SocketQuota;
import io.signalroom.live.feed.Feed;
import io.signalroom.net.Targets;
import io.signalroom.rate.RateLimiter;
import io.signalroom.security.ClientAddress;
import io.signalroom.security.Jwt;
import io.signalroom.security.Scope;
import io.signalroom.security.SecretBox;
import io.signalroom.security.SecretKey;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Servers;
import io.signalroom.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.HttpResponseImpl;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server with a database of its own, and a client whose every answer is held against the contract. */
final class ApiServer implements AutoCloseable {
    static final String API = "/api/v1";
    private static final String STREAM = "/live/sse";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Bytes of a file that is imported. */
    static final long LONGEST_FILE = 512 * 1024;

    /** Of a demo that is asked for without a number. */
    static final int DEMO_POSTS = 700;

    /** What Telegram proves itself by, where it brings updates. */
    static final String TELEGRAM_SECRET = "a-secret-of-tests-0123456789";

    static final String TELEGRAM_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private static final Duration STALLED = Duration.ofSeconds(3);

    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.open(vertx);
    final Jwt jwt;
    final Pool pool;
    final WebClient client;
    private final HttpClient plain =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final ApiContract contract;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Path imports = folder();
    final int port;
    final String url;
    private final ContractOracle oracle;

    private ApiServer(boolean readOpen, List<String> origins, String url, Consumer<Router> more) {
        this(readOpen, origins, url, more, 1_000_000, 10_000, LONGEST_FILE);
    }

    private ApiServer(
            boolean readOpen,
            List<String> origins,
            String url,
            Consumer<Router> more,
            int requestsPerMinute,
            int parsesPerMinute,
            long longestFile) {
        this.url = url;
        pool = Db.pool(
                vertx,
                url,
                "api-test-" + System.identityHashCode(this),
                new Db.Limits(4, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        contract = Wait.on(ApiContract.load(vertx));
        jwt = new Jwt(vertx, key());
        Callers callers = new Callers(jwt, Optional.empty());
        if (!url.contains("nobody:nothing")) {
            Wait.on(vertx.deployVerticle(new KeyVerticle(pool, bus, callers)));
        }
        AppConfig.Http http = new AppConfig.Http("127.0.0.1", 0, "127.0.0.1", 0, origins, readOpen);
        HttpVerticle verticle = new HttpVerticle(new HttpParts(
                http,
                new AppConfig.Limits(requestsPerMinute, List.of()),
                contract,
                pool,
                bus,
                new HttpParts.Identity(
                        jwt,
                        callers,
                        requestsPerMinute == 1 ? Optional.empty() : Optional.of(new Secret(TELEGRAM_SECRET))),
                new HttpParts.Rates(
                        new RateLimiter("default", requestsPerMinute, meters),
                        new RateLimiter("parse", parsesPerMinute, meters),
                        new RateLimiter("benchmark", parsesPerMinute, meters),
                        new RateLimiter("tokens", parsesPerMinute, meters),
                        new RateLimiter("failures", 5, meters)),
                new Webhooks(pool, new SecretBox(key()), targets(), Clock.systemUTC()),
                new Uploads(imports, longestFile, STALLED),
                DEMO_POSTS,
                meters,
                more,
                server -> new LiveChannels(
                        server, bus, new Feed(pool, bus, Clock.systemUTC()), door(origins, readOpen, callers))));
        Wait.on(vertx.deployVerticle(verticle));
        port = verticle.actualPort();
        client = WebClient.create(
                vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
        oracle = new ContractOracle(vertx, contract);
    }

    private LiveDoor door(List<String> origins, boolean readOpen, Callers callers) {
        Gatekeeper gatekeeper = bearer -> bearer.isEmpty() && readOpen
                ? Future.succeededFuture("")
                : callers.of(bearer).map(Jwt.Caller::subject);
        return new LiveDoor(origins, gatekeeper, new SocketQuota(new ClientAddress(List.of())), new LiveMeters(meters));
    }

    /** Open to readers, on a fresh database. */
    static ApiServer start() {
        return new ApiServer(true, List.of("https://charts.example"), database(), r -> {});
    }

    static ApiServer startClosed() {
        return new ApiServer(false, List.of(), database(), r -> {});
    }

    static ApiServer startWith(Consumer<Router> more) {
        return new ApiServer(true, List.of(), database(), more);
    }

    /** Where a client may have so many texts judged a minute. */
    static ApiServer startLimited(int parsesPerMinute) {
        return new ApiServer(true, List.of(), database(), r -> {}, 1_000_000, parsesPerMinute, LONGEST_FILE);
    }

    /** Which takes files of so many bytes. */
    static ApiServer startTaking(long longestFile) {
        return new ApiServer(true, List.of(), database(), r -> {}, 1_000_000, 10_000, longestFile);
    }

    /** Where a client may ask so often a minute; where that is once, Telegram brings nothing. */
    static ApiServer startWithRate(int requestsPerMinute) {
        return new ApiServer(true, List.of(), database(), r -> {}, requestsPerMinute, 10_000, LONGEST_FILE);
    }

    /** On this database. */
    static ApiServer startOn(String url) {
        return new ApiServer(true, List.of(), url, r -> {});
    }

    /** On a database that is not there. */
    static ApiServer startWithoutDatabase() {
        return new ApiServer(true, List.of(), "postgresql://nobody:nothing@127.0.0.1:1/none", r -> {});
    }

    static String database() {
        return Servers.freshDatabase("migrated", Migrations::migrate);
    }

    /** Every name stands for an address that anybody might have. */
    private static Targets targets() {
        return new Targets(name -> Future.succeededFuture(List.of(ConfigSamples.PUBLIC_ADDRESS)), false);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("signalroom-imports");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SecretKey key() {
        Secret secret = new Secret("0123456789abcdef0123456789abcdef");
        AppConfig config = new AppConfig(
                new AppConfig.Http("127.0.0.1", 0, "127.0.0.1", 0, List.of(), true),
                new AppConfig.Limits(600, List.of()),
                Optional.empty(),
                Optional.empty(),
                Path.of("target"),
                Optional.of(secret),
                Optional.empty(),
                Optional.empty(),
                new AppConfig.Telegram(
                        false,
                        Optional.empty(),
                        URI.create("https://api.telegram.org"),
                        Optional.empty(),
                        new AppConfig.Preview(false, URI.create("https://t.me"), Optional.empty(), List.of()),
                        Optional.empty()),
                new AppConfig.Parse(0.5, 60),
                new AppConfig.Imports(1),
                ConfigSamples.CACHE,
                ConfigSamples.MARKET,
                ConfigSamples.OUTCOMES,
                ConfigSamples.WEBHOOKS,
                0,
                new AppConfig.Log("INFO", "text"));
        return SecretKey.load(config);
    }

    String token(Scope scope) {
        return jwt.issue("tester", Set.of(scope), Duration.ofMinutes(5));
    }

    HttpResponse<Buffer> get(String pathAndQuery) {
        return send(HttpMethod.GET, pathAndQuery, r -> r, null);
    }

    HttpResponse<Buffer> get(String pathAndQuery, String header, String value) {
        return send(HttpMethod.GET, pathAndQuery, r -> r.putHeader(header, value), null);
    }

    /** As an operator, who sees what others do not. */
    HttpResponse<Buffer> operatorGet(String pathAndQuery) {
        return get(pathAndQuery, "Authorization", "Bearer " + token(Scope.WRITE));
    }

    HttpResponse<Buffer> post(String path, JsonObject body) {
        return send(
                HttpMethod.POST,
                path,
                r -> r.bearerTokenAuthentication(token(Scope.WRITE)).putHeader("Content-Type", "application/json"),
                body.toBuffer());
    }

    HttpResponse<Buffer> delete(String path) {
        return send(
                HttpMethod.DELETE,
                path,
                r -> r.bearerTokenAuthentication(token(Scope.WRITE)).putHeader("If-Match", "*"),
                null);
    }

    /** Sends a request to the API and checks the answer against the contract. The path is sent as it is. */
    HttpResponse<Buffer> send(
            HttpMethod method,
            String pathAndQuery,
            Function<HttpRequest<Buffer>, HttpRequest<Buffer>> with,
            Buffer body) {
        HttpRequest<Buffer> request = with.apply(client.request(method, API + pathAndQuery));
        HttpResponse<Buffer> response = pathAndQuery.startsWith(STREAM)
                ? begun(method, pathAndQuery, request)
                : Wait.on(body == null ? request.send() : request.sendBuffer(body));
        oracle.check(method, API + pathAndQuery.split("\\?", 2)[0], response);
        return response;
    }

    /** An answer that may not end, of which the head is enough then. */
    private HttpResponse<Buffer> begun(HttpMethod method, String pathAndQuery, HttpRequest<Buffer> request) {
        java.net.http.HttpRequest.Builder asked = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + API + pathAndQuery))
                .timeout(LIMIT)
                .method(method.name(), java.net.http.HttpRequest.BodyPublishers.noBody());
        request.headers().forEach(asked::header);
        try {
            java.net.http.HttpResponse<InputStream> answer =
                    plain.send(asked.build(), java.net.http.HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                boolean endless = answer.statusCode() == 200 && method != HttpMethod.HEAD;
                byte[] bytes = endless ? new byte[0] : in.readAllBytes();
                MultiMap headers = MultiMap.caseInsensitiveMultiMap();
                answer.headers().map().forEach(headers::add);
                return new HttpResponseImpl<>(
                        HttpVersion.HTTP_1_1,
                        answer.statusCode(),
                        "",
                        headers,
                        MultiMap.caseInsensitiveMultiMap(),
                        List.of(),
                        bytes.length == 0 ? null : Buffer.buffer(bytes),
                        List.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stores a post and its signals as poller and parser would. */
    void witness(ChannelInfo channel, Post post, ParsedSignal... signals) {
        witness(0, channel, post, signals);
    }

    /** The same, where what is less sure than {@code reviewBelow} waits for an operator. */
    void witness(double reviewBelow, ChannelInfo channel, Post post, ParsedSignal... signals) {
        read(reviewBelow, new PostBatch("mock", List.of(channel), List.of(post)), signals);
    }

    /** Notes that a post was deleted, as poller and parser would. */
    void gone(ChannelInfo channel, long message, Instant at) {
        PostBatch.Deletion deletion = new PostBatch.Deletion(channel.id(), message, at);
        read(0, new PostBatch("mock", List.of(channel), List.of(), List.of(deletion)));
    }

    private void read(double reviewBelow, PostBatch batch, ParsedSignal... signals) {
        Wait.on(pool.withTransaction(tx -> new MessageStore()
                .store(tx, batch)
                .compose(x -> new ParseQueue().claim(tx, 10))
                .compose(waiting -> new SignalWriter(reviewBelow).store(tx, readings(waiting, signals)))));
    }

    private static List<Reading> readings(List<Waiting> waiting, ParsedSignal... signals) {
        return waiting.stream().map(w -> new Reading(w, List.of(signals))).toList();
    }

    @Override
    public void close() {
        Wait.on(vertx.fileSystem().deleteRecursive(imports.toString()));
        Wait.on(vertx.close());
    }
}
