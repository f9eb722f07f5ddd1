package io.signalroom.api.site;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Serves the site. Pages are asked for anew each time (304 while they are the same); whatever carries its version in its
 * address is kept by the browser for a year. Anything unknown is left to the next route, so in the end to a page that says
 * so, or to the 404 handler where no page is asked for.
 */
public final class SiteRoutes {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";

    private static final String API = "/api/";
    private static final String LINK = "Link";
    private static final String PRELOAD = ">; rel=preload; as=fetch; crossorigin";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final SiteSource source;
    private final SignalPages signals;

    private SiteRoutes(SiteSource source, SignalPages signals) {
        this.source = source;
        this.signals = signals;
    }

    /**
     * Adds the routes of the pages, {@code /assets/*} and {@code /js/*}, and {@code nosniff} on every answer of the
     * router. Call it before other routes are added.
     */
    public static void mount(Router router, SiteSource source, SignalPages signals) {
        SiteRoutes routes = new SiteRoutes(source, signals);
        router.route().handler(routes::noSniffing);
        for (Page page : Page.navigation()) {
            reading(router.route(page.path())).handler(rc -> routes.page(rc, page));
        }
        reading(router.route(Page.SIGNAL.path())).handler(routes::signal);
        // of every method: a route of two would make a router answer 405 to the others, as if there were something
        router.route(Page.MISSING.path()).last().handler(routes::missing);
        reading(router.route(Libraries.PREFIX + "*")).handler(routes::library);
        reading(router.route("/assets/*")).handler(routes::file);
        reading(router.route("/js/*")).handler(routes::file);
    }

    private static Route reading(Route route) {
        READING.forEach(route::method);
        return route;
    }

    private void noSniffing(RoutingContext rc) {
        rc.response().putHeader("X-Content-Type-Options", "nosniff");
        rc.next();
    }

    private void page(RoutingContext rc, Page page) {
        if (signals.open() && rc.request().query() == null) {
            page.data().forEach(address -> rc.response().headers().add(LINK, "<" + address + PRELOAD));
        }
        laidOut(rc, (site, look) -> send(rc, headed(rc, site, page).page(page.path(), look), ASK_FIRST));
    }

    private void signal(RoutingContext rc) {
        laidOut(
                rc,
                (site, look) -> signals.answer(rc, headed(rc, site, Page.SIGNAL).signal(look))
                        .onSuccess(file -> send(rc, Optional.of(file), ASK_FIRST))
                        .onFailure(rc::fail));
    }

    /** For whoever looks with a browser; programs get a problem. */
    private void missing(RoutingContext rc) {
        String accept = rc.request().getHeader(HttpHeaders.ACCEPT);
        if (!READING.contains(rc.request().method())
                || accept == null
                || !accept.contains("text/html")
                || rc.normalizedPath().startsWith(API)) {
            rc.next();
            return;
        }
        rc.response().setStatusCode(404);
        page(rc, Page.MISSING);
    }

    private void laidOut(RoutingContext rc, BiConsumer<Site, Look> then) {
        Future<Site> site = source.changeable()
                ? rc.vertx().executeBlocking(source::refreshed, false)
                : Future.succeededFuture(source.site());
        Cookie cookie = rc.request().getCookie("theme");
        Theme theme = Theme.ofCookie(cookie == null ? null : cookie.getValue());
        site.onSuccess(it -> then.accept(it, new Look(theme, Language.of(rc)))).onFailure(rc::fail);
    }

    private static Site headed(RoutingContext rc, Site site, Page page) {
        rc.response()
                .putHeader("Content-Security-Policy", site.policy(page.path()))
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(HttpHeaders.VARY, "Cookie, Accept-Encoding, Accept-Language");
        return site;
    }

    private void file(RoutingContext rc) {
        Optional<StaticFile> file = source.site().file(rc.normalizedPath());
        boolean exact =
                file.isPresent() && file.get().hash().equals(rc.request().getParam("v"));
        rc.response().putHeader(HttpHeaders.VARY, "Accept-Encoding");
        send(rc, file, exact ? FOR_EVER : ASK_FIRST);
    }

    private void library(RoutingContext rc) {
        String address = rc.normalizedPath();
        Optional<StaticFile> known = source.libraries().cached(address);
        Future<Optional<StaticFile>> file = known.isPresent()
                ? Future.succeededFuture(known)
                : rc.vertx().executeBlocking(() -> source.libraries().find(address), false);
        rc.response().putHeader(HttpHeaders.VARY, "Accept-Encoding");
        file.onSuccess(it -> send(rc, it, FOR_EVER)).onFailure(rc::fail);
    }

    private static void send(RoutingContext rc, Optional<StaticFile> found, String caching) {
        if (found.isEmpty()) {
            rc.next();
            return;
        }
        StaticFile file = found.get();
        HttpServerResponse response = rc.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, caching).putHeader(HttpHeaders.ETAG, file.etag());
        if (response.getStatusCode() == 200
                && unchanged(rc.request().getHeader(HttpHeaders.IF_NONE_MATCH), file.hash())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
        Buffer body = file.plain();
        if (file.gzip() != null && acceptsGzip(rc.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            body = file.gzip();
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (rc.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static boolean unchanged(String ifNoneMatch, String hash) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(tag ->
                                tag.equals("*") || tag.replaceFirst("^W/", "").equals("\"" + hash + "\""));
    }

    private static boolean acceptsGzip(String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches("gzip;q=0(\\.0*)?"));
    }
}
