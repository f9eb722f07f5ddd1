package io.signalroom.api;

import io.signalroom.problem.ProblemHandler;
import io.signalroom.problem.ReadablePath;
import io.signalroom.security.SecurityHeaders;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Puts the routes in their order. A request to the API passes, one after the other: its id, the headers of every answer,
 * a path that can be read, the foreign origins, the limits, the contract's gate, the token, the rate, the body with its
 * limit, the check of every value, and the operation. Whatever fails on the way is answered by {@link ProblemHandler}.
 */
final class ApiRouter {
    private static final int MOST_AT_ONCE = 256;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** A little more than the database gives a statement: what is hung beyond that is away. */
    private static final long ANSWER_SECONDS = 6;

    private ApiRouter() {}

    /** @param shelf is filled by the answers of the cache */
    static Router create(Vertx vertx, HttpParts parts, Shelf shelf) {
        Router root = Router.router(vertx);
        ProblemHandler.mount(root);
        root.route().handler(new RequestId());
        root.route().handler(new SecurityHeaders());
        root.route().handler(new ReadablePath());
        parts.live().accept(root);
        mountApi(vertx, root, parts, shelf);
        root.route().handler(new Limits(Integer.MAX_VALUE, LONGEST)); // health must answer however many ask
        parts.site().accept(root);
        new Docs(parts.contract()).mount(root);
        return root;
    }

    private static void mountApi(Vertx vertx, Router root, HttpParts parts, Shelf shelf) {
        ApiContract contract = parts.contract();
        String api = contract.basePath() + "/*";
        root.route(api).handler(ApiRouter::headAsGet);
        root.route(api).handler(new Cors(parts.http().corsOrigins()));
        root.route(api).handler(new Limits(MOST_AT_ONCE, LONGEST));
        root.route(api).handler(new ContractGate(contract.openApi()));
        root.route(api)
                .handler(new BearerAccess(
                        contract, parts.identity().callers(), parts.http().readOpen()));
        root.route(api).handler(new RateGate(parts.rates().parse(), Operation.PARSE_TEXT.id()));
        root.route(api).handler(new RateGate(parts.rates().benchmark(), Operation.RUN_BENCHMARK.id()));
        root.route(api).handler(new RateGate(parts.rates().tokens(), Operation.CREATE_TOKEN.id()));
        root.route(api).handler(new BodyLimit());
        root.route(api).subRouter(operations(vertx, parts, shelf));
    }

    private static Router operations(Vertx vertx, HttpParts parts, Shelf shelf) {
        Operation.Apis apis = new Operation.Apis(
                new SignalsApi(parts.pool(), parts.bus()),
                new ChannelsApi(parts.pool()),
                new AnalyticsApi(parts.pool(), parts.bus(), shelf),
                new BenchmarkApi(parts.bus()),
                new MarketApi(parts.bus()),
                new ParseApi(parts.bus()),
                new KeysApi(parts.pool(), parts.bus(), parts.identity().jwt()),
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
            rc.reroute(HttpMethod.GET, rc.request().uri());
        } else {
            rc.next();
        }
    }
}
