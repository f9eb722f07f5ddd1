package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.api.site.SignalPages;
import io.signalroom.api.site.SiteRoutes;
import io.signalroom.api.site.SiteSource;
import io.signalroom.ops.Health;
import io.signalroom.ops.Readiness;
import io.signalroom.testing.Servers;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every address that answers is in the contract, or in a list of the few others. */
@ExtendWith(Servers.class)
class RoutesTest {
    private static final Set<String> BESIDE = Set.of(
            "/",
            "/signals",
            "/signals/:id",
            "/analytics",
            "/channels",
            "/playground",
            "/assets/",
            "/assets/lib/",
            "/js/",
            "/docs",
            "/docs/start.js",
            "/docs/VERSION/",
            "/openapi.yaml",
            "/health/live",
            "/health/ready",
            "/eventbus/");

    private final AtomicReference<Router> root = new AtomicReference<>();
    private ApiServer server;

    @BeforeEach
    void start() {
        SiteSource pages = SiteSource.open("1.2.3");
        server = ApiServer.startWith(router -> {
            root.set(router);
            new Health(null, new Readiness()).mount(router);
            SiteRoutes.mount(router, pages, SignalPages.closed());
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Stream<Route> mounted() {
        return root.get().getRoutes().stream().filter(route -> route.getPath() != null);
    }

    private static boolean api(Route route) {
        return route.getPath().startsWith(ApiServer.API);
    }

    @Test
    void the_addresses_of_the_api_are_those_of_the_contract() {
        List<String> routes = mounted()
                .filter(RoutesTest::api)
                .filter(route -> route.getSubRouter() != null)
                .flatMap(route -> route.getSubRouter().getRoutes().stream())
                .flatMap(route -> route.methods().stream().map(method -> method + " " + route.getPath()))
                .toList();
        List<String> documented = server.contract.openApi().operations().stream()
                .map(operation -> operation.getHttpMethod() + " "
                        + operation.getOpenAPIPath().replaceAll("\\{(\\w+)}", ":$1"))
                .toList();
        assertThat(routes).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void beside_the_api_there_are_the_pages_and_few_others() {
        Set<String> routes = mounted()
                .filter(route -> !api(route))
                .map(route -> route.getPath().replaceAll("[0-9]+(\\.[0-9]+)+", "VERSION"))
                .collect(Collectors.toSet());
        assertThat(routes).isEqualTo(BESIDE);
    }
}
