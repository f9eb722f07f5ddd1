package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/**
 * The contract as a file and as a page. The page is Swagger UI out of its WebJar, served by us, with a policy of its own:
 * it needs inline styles, and nothing from another host.
 */
final class Docs {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String OURS = "io/signalroom/api/docs/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Buffer contract;
    private final String version;
    private final Buffer page;
    private final Buffer script;

    Docs(ApiContract contract) {
        this.contract = contract.source();
        this.version = webjarVersion();
        this.page = Buffer.buffer(read(OURS + "index.html").toString().replace("{version}", version));
        this.script = read(OURS + "start.js");
    }

    void mount(Router root) {
        root.route("/docs*").handler(ApiRouter::headAsGet);
        root.route("/openapi.yaml").handler(ApiRouter::headAsGet);
        root.get("/openapi.yaml").handler(rc -> send(rc, "application/yaml", contract));
        root.get("/docs").handler(rc -> {
            rc.response().putHeader("Content-Security-Policy", POLICY);
            send(rc, "text/html; charset=utf-8", page);
        });
        root.get("/docs/start.js").handler(rc -> send(rc, "text/javascript; charset=utf-8", script));
        String library = "/docs/" + version + "/*";
        root.get(library).handler(rc -> {
            if (rc.normalizedPath().indexOf('%') >= 0) { // no file has such a name, and the handler trips over ..%2f
                throw new DomainException(Failure.NOT_FOUND, null);
            }
            rc.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
            rc.next();
        });
        root.get(library)
                .handler(StaticHandler.create("META-INF/resources/webjars/swagger-ui/" + version)
                        .setIncludeHidden(false)
                        .setDirectoryListing(false)
                        .setIndexPage("none"));
    }

    private static void send(RoutingContext rc, String type, Buffer body) {
        rc.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .end(body);
    }

    private static String webjarVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(WEBJAR)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static Buffer read(String resource) {
        try (InputStream in = open(resource)) {
            return Buffer.buffer(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(Docs.class.getClassLoader().getResourceAsStream(resource), resource);
    }
}
