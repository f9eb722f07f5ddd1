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
import io.signalroom.security.Jwt;
import io.signalroom.security.RateLimiter;
import io.signalroom.security.Scope;
import io.signalroom.security.SecretKey;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.testing.ConfigSamples;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server with a database of its own, and a client whose every answer is held against the contract. */
final class ApiServer implements AutoCloseable {
    static final String API = "/api/v1";

    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.open(vertx);
    final Jwt jwt;
    final Pool pool;
    final WebClient client;
    final ApiContract contract;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final int port;
    final String url;
    private final ContractOracle oracle;

    private ApiServer(boolean readOpen, List<String> origins, String url, Consumer<Router> live) {
        this(readOpen, origins, url, live, 10_000);
    }

    private ApiServer(boolean readOpen, List<String> origins, String url, Consumer<Router> live, int parsesPerMinute) {
        this.url = url;
        pool = Db.pool(
                vertx,
                url,
                "api-test-" + System.identityHashCode(this),
                new Db.Limits(4, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        contract = Wait.on(ApiContract.load(vertx));
        jwt = new Jwt(vertx, key());
        Callers callers = new Callers(jwt);
        if (!url.contains("nobody:nothing")) {
            Wait.on(vertx.deployVerticle(new KeyVerticle(pool, bus, callers)));
        }
        AppConfig.Http http = new AppConfig.Http("127.0.0.1", 0, 0, origins, readOpen);
        HttpVerticle verticle = new HttpVerticle(new HttpParts(
                http,
                contract,
                pool,
                bus,
                new HttpParts.Identity(jwt, callers),
                new HttpParts.Rates(
                        new RateLimiter("parse", parsesPerMinute, meters),
                        new RateLimiter("benchmark", parsesPerMinute, meters),
                        new RateLimiter("tokens", parsesPerMinute, meters)),
                meters,
                r -> {},
                live));
        Wait.on(vertx.deployVerticle(verticle));
        port = verticle.actualPort();
        client = WebClient.create(
                vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
        oracle = new ContractOracle(vertx, contract);
    }

    /** Open to readers, on a fresh database. */
    static ApiServer start() {
        return new ApiServer(true, List.of("https://charts.example"), database(), r -> {});
    }

    static ApiServer startClosed() {
        return new ApiServer(false, List.of(), database(), r -> {});
    }

    static ApiServer startWith(Consumer<Router> live) {
        return new ApiServer(true, List.of(), database(), live);
    }

    /** Where a client may have so many texts judged a minute. */
    static ApiServer startLimited(int parsesPerMinute) {
        return new ApiServer(true, List.of(), database(), r -> {}, parsesPerMinute);
    }

    /** On a database that is not there. */
    static ApiServer startWithoutDatabase() {
        return new ApiServer(true, List.of(), "postgresql://nobody:nothing@127.0.0.1:1/none", r -> {});
    }

    static String database() {
        return Servers.freshDatabase("migrated", Migrations::migrate);
    }

    static SecretKey key() {
        Secret secret = new Secret("0123456789abcdef0123456789abcdef");
        AppConfig config = new AppConfig(
                new AppConfig.Http("127.0.0.1", 0, 0, List.of(), true),
                Optional.empty(),
                Optional.empty(),
                Path.of("target"),
                Optional.of(secret),
                Optional.empty(),
                new AppConfig.Telegram(false, Optional.empty(), URI.create("https://api.telegram.org")),
                new AppConfig.Parse(0.5, 60),
                ConfigSamples.CACHE,
                ConfigSamples.MARKET,
                ConfigSamples.OUTCOMES,
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

    HttpResponse<Buffer> post(String path, JsonObject body) {
        return send(
                HttpMethod.POST,
                path,
                r -> r.bearerTokenAuthentication(token(Scope.WRITE)).putHeader("Content-Type", "application/json"),
                body.toBuffer());
    }

    HttpResponse<Buffer> delete(String path) {
        return send(HttpMethod.DELETE, path, r -> r.bearerTokenAuthentication(token(Scope.WRITE)), null);
    }

    /** Sends a request to the API and checks the answer against the contract. The path is sent as it is. */
    HttpResponse<Buffer> send(
            HttpMethod method,
            String pathAndQuery,
            Function<HttpRequest<Buffer>, HttpRequest<Buffer>> with,
            Buffer body) {
        HttpRequest<Buffer> request = with.apply(client.request(method, API + pathAndQuery));
        HttpResponse<Buffer> response = Wait.on(body == null ? request.send() : request.sendBuffer(body));
        oracle.check(method, API + pathAndQuery.split("\\?", 2)[0], response);
        return response;
    }

    /** Stores a post and its signals as poller and parser would. */
    void witness(ChannelInfo channel, Post post, ParsedSignal... signals) {
        witness(0, channel, post, signals);
    }

    /** The same, where what is less sure than {@code reviewBelow} waits for an operator. */
    void witness(double reviewBelow, ChannelInfo channel, Post post, ParsedSignal... signals) {
        Wait.on(pool.withTransaction(tx -> new MessageStore()
                .store(tx, new PostBatch("mock", List.of(channel), List.of(post)))
                .compose(x -> new ParseQueue().claim(tx, 10))
                .compose(waiting -> new SignalWriter(reviewBelow).store(tx, readings(waiting, signals)))));
    }

    private static List<Reading> readings(List<Waiting> waiting, ParsedSignal... signals) {
        return waiting.stream().map(w -> new Reading(w, List.of(signals))).toList();
    }

    @Override
    public void close() {
        Wait.on(vertx.close());
    }
}
