package io.signalroom.api;

import io.signalroom.api.export.ExportForm;
import io.signalroom.ledger.Cursor;
import io.signalroom.ledger.Position;
import io.signalroom.ledger.SignalPage;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of signals, sent a page at a time: the next page is read when the one before has gone out, so a slow reader costs
 * no memory and holds no connection to the database. Pages are found by key, like those of a list. Whoever takes nothing for
 * a quarter of a minute is cut off; a file that breaks off is not ended, so that its reader notices.
 */
final class SignalExport implements Reply {
    /** Signals of a page: some milliseconds of an event loop. */
    static final int PAGE = 500;

    private static final Logger log = LoggerFactory.getLogger(SignalExport.class);
    private static final long STALLED_SECONDS = 15;

    private final ExportForm form;
    private final Position asOf;
    private final SignalPage first;
    private final Function<Cursor, Future<SignalPage>> pages;
    private final Running running;
    private HttpServerResponse response;

    /** The files that an event loop is sending; one object a loop. */
    static final class Running {
        private static final int MOST = 8;
        private static final int OF_A_CLIENT = 2;
        private final Map<String, Integer> files = new HashMap<>();

        /** Whether one more is sent to this client. */
        boolean free(String client) {
            int all = files.values().stream().mapToInt(Integer::intValue).sum();
            return all < MOST && files.getOrDefault(client, 0) < OF_A_CLIENT;
        }

        private void begin(String client) {
            files.merge(client, 1, Integer::sum);
        }

        private void end(String client) {
            files.computeIfPresent(client, (x, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * A file that is still to be sent.
     *
     * @param first page of it, read already, so that what is wrong with the question is answered as ever
     * @param pages reads the page behind a cursor
     */
    SignalExport(
            ExportForm form,
            Position asOf,
            SignalPage first,
            Function<Cursor, Future<SignalPage>> pages,
            Running running) {
        this.form = form;
        this.asOf = asOf;
        this.first = first;
        this.pages = pages;
        this.running = running;
    }

    @Override
    public void send(RoutingContext rc) {
        response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String client = rc.get(BearerToken.CLIENT);
        if (!running.free(client)) {
            rc.fail(busy());
            return;
        }
        head();
        if (rc.get(ApiRouter.HEAD, false)) {
            response.end();
            return;
        }
        running.begin(client);
        rc.addEndHandler(x -> running.end(client));
        Limits.leaveToItself(rc);
        response.setChunked(true);
        write(form.head(asOf.toJson())).onSuccess(x -> page(first)).onFailure(this::broken);
    }

    /** Why a file is not begun. */
    static DomainException busy() {
        return new DomainException(
                Failure.UNAVAILABLE, "Too many exports are running, two at once for you. Try again in a moment.");
    }

    private void head() {
        response.putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"signals." + form.extension() + '"');
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private void page(SignalPage page) {
        write(form.rows(page.signals().stream().map(StoredSignal::toJson).toList()))
                .onSuccess(x -> page.next()
                        .ifPresentOrElse(
                                cursor -> pages.apply(cursor)
                                        .onSuccess(this::page)
                                        .onFailure(this::broken),
                                () -> response.end(form.tail())))
                .onFailure(this::broken);
    }

    /** Ends when it has gone out to the network. */
    private Future<Void> write(Buffer part) {
        return part.length() == 0
                ? Future.succeededFuture()
                : response.write(part).timeout(STALLED_SECONDS, TimeUnit.SECONDS);
    }

    private void broken(Throwable why) {
        log.info("an export broke off: {}", why.toString());
        if (!response.ended() && !response.closed()) {
            response.reset();
        }
    }
}
