package io.signalroom.api;

import io.signalroom.live.LiveChannels;
import io.signalroom.problem.ProblemHandler;
import io.signalroom.problem.ReadablePath;
import io.signalroom.security.ClientAddress;
import io.signalroom.security.SecurityHeaders;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Puts the routes in their order. A request to the API passes, one after the other: its id, the headers of every answer,
 * a path that can be read, the foreign origins, the limits, the audit trail, the token and the rate, the contract's gate, the scope,
 * the rate of single operations, the body with its limit, the check of every value, and the operation. Whatever
 * fails on the way is answered by {@link ProblemHandler}.
 */
final class ApiRouter {
    /** Key in the routing context: the head of the answer is all that is wanted. */
    static final String HEAD = "head";

    private static final int MOST_AT_ONCE = 256;
    private static final Duration BODY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** A little more than the database gives a statement: what is hung beyond that is away. */
    private static final long ANSWER_SECONDS = 6;

    private ApiRouter() {}

    /** @param shelf is filled by the answers of the cache */
    static Router create(Vertx vertx, HttpParts parts, Shelf shelf, LiveChannels live) {
        Router root = Router.router(vertx);
        ProblemHandler.mount(root);
        root.route().handler(new RequestId());
        root.route().handler(new SecurityHeaders());
        root.route().handler(new ReadablePath());
        Limits others = new Limits(Integer.MAX_VALUE, BODY, LONGEST); // health must answer however many ask
        root.route("/eventbus/*").handler(rc -> {
            if (rc.request().headers().contains(HttpHeaders.UPGRADE)) {
                rc.next(); // a socket stays for as long as it likes
            } else {
                others.handle(rc);
            }
        });
        live.mount(root);
        mountApi(root, parts, operations(vertx, parts, shelf, live));
        root.route().handler(others);
        parts.site().accept(root);
        new Docs(parts.contract()).mount(root);
        return root;
    }

    private static void mountApi(Router root, HttpParts parts, Router operations) {
        ApiContract contract = parts.contract();
        String api = contract.basePath() + "/*";
        ClientAddress addresses = new ClientAddress(parts.limits().trustedProxies());
        root.route(api).handler(ApiRouter::headAsGet);
        root.route(api).handler(new Cors(parts.http().corsOrigins()));
        root.route(api).handler(new Limits(MOST_AT_ONCE, BODY, LONGEST));
        HttpParts.Rates rates = parts.rates();
        root.route(api).handler(new AuditTrail(contract, addresses, Operation.CREATE_TOKEN.id()));
        UpdateGate updates = new UpdateGate(
                contract.pathOf(Operation.TAKE_UPDATE.id()),
                parts.identity().telegram(),
                addresses,
                rates.failures(),
                parts.meters());
        root.route(api).handler(updates::recognise);
        root.route(api)
                .handler(new BearerToken(
                        parts.identity().callers(), addresses, new RateGate(rates.everything(), "requests")));
        root.route(api).handler(new ContractGate(contract));
        root.route(api).handler(new ScopeGate(contract, parts.http().readOpen()));
        root.route(api).handler(updates::require);
        root.route(api).handler(new OperationRate(rates.parse(), addresses, "texts", Operation.PARSE_TEXT));
        root.route(api).handler(new OperationRate(rates.parse(), addresses, "texts", Operation.PREVIEW_CHANNEL));
        root.route(api).handler(new OperationRate(rates.benchmark(), addresses, "benchmarks", Operation.RUN_BENCHMARK));
        root.route(api).handler(new OperationRate(rates.tokens(), addresses, "tokens", Operation.CREATE_TOKEN));
        root.route(api).handler(new BodyLimit());
        root.route(api).subRouter(operations);
    }

    private static Router operations(Vertx vertx, HttpParts parts, Shelf shelf, LiveChannels live) {
        Operation.Apis apis = new Operation.Apis(
                new SignalsApi(parts.pool(), parts.bus(), new Pictures(vertx, parts.meters())),
                new ChannelsApi(parts.pool(), parts.bus()),
                new AnalyticsApi(parts.pool(), parts.bus(), shelf),
                new BenchmarkApi(parts.bus()),
                new MarketApi(parts.bus()),
                new ParseApi(parts.bus()),
                new ImportsApi(parts.pool(), parts.bus(), parts.uploads()),
                new TelegramApi(parts.bus()),
                new DemoApi(parts.pool(), parts.bus(), parts.demoPosts()),
                new KeysApi(
                        parts.pool(),
                        parts.bus(),
                        parts.identity().jwt(),
                        parts.rates().failures()),
                new LiveApi(live),
                new WebhooksApi(parts.webhooks()),
                new StatusApi(parts.bus()));
        RouterBuilder builder = RouterBuilder.create(vertx, parts.contract().openApi());
        for (Operation operation : Operation.values()) {
            OpenAPIRoute route = builder.getRoute(operation.id());
            route.setDoValidation(false)
                    .addHandler(new RequestCheck(parts.contract().openApi(), route.getOperation()))
                    .addHandler(rc -> operation
                            .answer(apis, rc.get(Call.KEY))
                            .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .map(answer -> sent(answer, rc))
                            .onFailure(rc::fail));
        }
        return builder.createRouter();
    }

    /** In a step of the future, so that what breaks here fails the request too. */
    private static Void sent(Reply reply, RoutingContext rc) {
        reply.send(rc);
        return null;
    }

    /** The server leaves the body out of an answer to HEAD by itself. */
    static void headAsGet(RoutingContext rc) {
        if (rc.request().method().equals(HttpMethod.HEAD)) {
            rc.put(HEAD, true);
            rc.reroute(HttpMethod.GET, rc.request().uri());
        } else {
            rc.next();
        }
    }
}
