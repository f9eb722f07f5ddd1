package io.signalroom.identity;

import io.signalroom.db.Loop;
import io.signalroom.net.BoundedHttp;
import io.signalroom.net.Endpoint;
import io.signalroom.security.OutsideJwt;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of an issuer outside, every minute, so that a new key is known soon and one that was taken back is not for
 * long. While he cannot be reached the keys that are known hold, for 15 minutes; then all his tokens are refused.
 */
public final class IssuerVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(IssuerVerticle.class);
    private static final long AT_ONCE_MILLIS = 1;
    private static final long SWEEP_MILLIS = 60_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final URI keys;
    private final OutsideJwt outside;
    private final long sweepMillis;
    private BoundedHttp http;
    private Loop sweep;
    private int known = -1;

    /** @param keys address of the key set */
    public IssuerVerticle(URI keys, OutsideJwt outside) {
        this(keys, outside, SWEEP_MILLIS);
    }

    IssuerVerticle(URI keys, OutsideJwt outside, long sweepMillis) {
        this.keys = keys;
        this.outside = outside;
        this.sweepMillis = sweepMillis;
    }

    /** Does not wait for the issuer: who comes without his tokens is let in meanwhile. */
    @Override
    public Future<?> start() {
        http = new BoundedHttp(vertx, Endpoint.of(keys), new BoundedHttp.Limits(1, MOST_BYTES, MOST_BYTES));
        sweep = new Loop(vertx, "keys of the issuer", () -> fetch().map(false), AT_ONCE_MILLIS, sweepMillis);
        sweep.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return sweep.stop().eventually(http::close);
    }

    private Future<Void> fetch() {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI(keys.getRawQuery() == null ? keys.getRawPath() : keys.getRawPath() + "?" + keys.getRawQuery());
        return http.exchange(request, Buffer.buffer(), DEADLINE).compose(answer -> {
            if (answer.status() != 200 || !answer.whole()) {
                return Future.failedFuture(new IOException("the issuer answered " + answer.status()));
            }
            int found = outside.use(new JsonObject(answer.body()));
            if (found != known) {
                known = found;
                log.info("tokens of the issuer are taken, by {} keys", found);
            }
            return Future.succeededFuture();
        });
    }
}
