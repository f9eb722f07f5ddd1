package io.signalroom.webhook;

import io.signalroom.net.BoundedHttp;
import io.signalroom.net.NetFaults;
import io.signalroom.net.Target;
import io.signalroom.net.TargetRefusedException;
import io.signalroom.net.Targets;
import io.signalroom.security.SecretBox;
import io.signalroom.security.SecretBox.Opened;
import io.signalroom.webhook.Delivery.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes one try: checks what the address stands for now, signs, sends, and reads at most 64 KiB of an answer that nobody needs. From
 * the look at the name to the end of the answer it has ten seconds.
 */
final class Sender {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024;

    private final Targets targets;
    private final SecretBox box;
    private final Clock clock;
    private final BoundedHttp http;

    /** @param options of the client, for whom it trusts */
    Sender(Vertx vertx, Targets targets, SecretBox box, Clock clock, HttpClientOptions options) {
        this.targets = targets;
        this.box = box;
        this.clock = clock;
        this.http = new BoundedHttp(vertx, options, new BoundedHttp.Limits(Dispatch.ALL, MOST_BYTES, MOST_BYTES));
    }

    /** Never fails. */
    Future<Attempt> attempt(Delivery delivery) {
        Optional<List<byte[]>> keys = keys(delivery.to());
        if (keys.isEmpty()) {
            return Future.succeededFuture(Attempt.unsigned());
        }
        long began = System.nanoTime();
        return targets.check(delivery.to().url())
                .compose(target -> http.exchange(request(target, delivery, keys.get()), delivery.body(), left(began)))
                .map(answer -> Attempt.answered(
                        answer.status(),
                        NetFaults.seconds(answer.headers().get(HttpHeaders.RETRY_AFTER)),
                        millis(began)))
                .otherwise(failure -> Attempt.failed(words(failure), millis(began)));
    }

    /** Cuts what is being sent. */
    Future<Void> close() {
        return http.close();
    }

    private RequestOptions request(Target target, Delivery delivery, List<byte[]> keys) {
        long seconds = clock.instant().getEpochSecond();
        return target.request(HttpMethod.POST, delivery.attempts())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.USER_AGENT, "Signalroom")
                .putHeader("webhook-id", delivery.message())
                .putHeader("webhook-timestamp", String.valueOf(seconds))
                .putHeader("webhook-signature", Signature.of(keys, delivery.message(), seconds, delivery.body()));
    }

    /** Empty if the present secret cannot be read; a previous one that cannot signs nothing. */
    private Optional<List<byte[]>> keys(Receiver to) {
        Optional<byte[]> present = opened(to.secret(), to.id());
        return present.map(key -> Stream.concat(Stream.of(key), to.previous().flatMap(p -> opened(p, to.id())).stream())
                .toList());
    }

    private Optional<byte[]> opened(Buffer sealed, String webhook) {
        return box.open(sealed.getBytes(), webhook).map(Opened::plain);
    }

    private static Duration left(long began) {
        return PATIENCE.minusMillis(Math.min(millis(began), PATIENCE.toMillis() - 1));
    }

    private static long millis(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static String words(Throwable failure) {
        return failure instanceof TargetRefusedException
                ? failure.getMessage()
                : "No whole answer: " + NetFaults.words(failure) + ".";
    }
}
