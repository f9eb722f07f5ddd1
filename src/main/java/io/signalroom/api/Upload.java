package io.signalroom.api;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a body of any length into a file, as fast as the disk takes it: a slow disk holds up the sender and costs no memory.
 * What comes in halves, too long, or not at all for half a minute is deleted. The request is paused when this begins.
 */
final class Upload implements Reply {
    private static final Logger log = LoggerFactory.getLogger(Upload.class);
    private static final String OWNER_ONLY = "rw-------";
    private static final String FOLDER_FOR_OWNER = "rwx------";

    private static final long LONGEST_SECONDS = 3_600;
    private static final long LOOK_MILLIS = 1_000;

    /** For so long the rest of a body that is not wanted is thrown away, so that its sender reads why. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Uploads uploads;
    private final Consumer<Buffer> head;
    private final BiFunction<String, Long, Future<Answer>> stored;
    private final String id = UUID.randomUUID().toString();
    private final long began = System.nanoTime();
    private Vertx vertx;
    private RoutingContext rc;
    private HttpServerRequest request;
    private AsyncFile file;
    private long looks;
    private long heard;
    private long bytes;
    private boolean over;

    /**
     * A file that is still to come.
     *
     * @param head gets the first bytes, one at least; what it throws refuses the file
     * @param stored gets the name and the length of a file that is whole, and makes the answer; the file is deleted if that fails
     */
    Upload(Uploads uploads, Consumer<Buffer> head, BiFunction<String, Long, Future<Answer>> stored) {
        this.uploads = uploads;
        this.head = head;
        this.stored = stored;
    }

    /** Why a file is not taken. */
    static DomainException busy() {
        return new DomainException(
                Failure.UNAVAILABLE, "As many imports wait or are on their way as may. Try again when one has ended.");
    }

    @Override
    public void send(RoutingContext context) {
        rc = context;
        request = rc.request();
        vertx = rc.vertx();
        if (rc.response().ended() || rc.response().closed()) {
            return;
        }
        if (told() > uploads.maxBytes()) {
            rc.fail(tooLarge());
            return;
        }
        if (!uploads.begin()) {
            rc.fail(busy());
            return;
        }
        Limits.leaveToItself(rc);
        open().onComplete(this::receive, failure -> {
            log.error("an upload cannot be written", failure);
            over(unwritable());
        });
    }

    private long told() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private Future<AsyncFile> open() {
        OpenOptions options = new OpenOptions()
                .setRead(false)
                .setWrite(true)
                .setCreateNew(true)
                .setPerms(OWNER_ONLY);
        return vertx.fileSystem()
                .mkdirs(uploads.folder().toString(), FOLDER_FOR_OWNER)
                .compose(x -> vertx.fileSystem().open(path(".part"), options));
    }

    private String path(String end) {
        return uploads.folder().resolve(id + end).toString();
    }

    private void receive(AsyncFile opened) {
        file = opened;
        heard = System.nanoTime();
        if (rc.response().closed()) {
            over(null);
            return;
        }
        request.exceptionHandler(gone -> over(null));
        request.handler(this::part);
        request.endHandler(x -> whole());
        looks = vertx.setPeriodic(LOOK_MILLIS, x -> look());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            rc.response().writeContinue();
        }
        request.resume();
    }

    private void part(Buffer part) {
        if (over) {
            return;
        }
        heard = System.nanoTime();
        if (bytes == 0 && refused(part)) {
            return;
        }
        bytes += part.length();
        if (bytes > uploads.maxBytes()) {
            over(tooLarge());
            return;
        }
        file.write(part).onFailure(failure -> {
            log.error("an upload cannot be written", failure);
            over(unwritable());
        });
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(x -> request.resume());
        }
    }

    private boolean refused(Buffer first) {
        try {
            head.accept(first);
            return false;
        } catch (RuntimeException e) {
            over(e);
            return true;
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - heard > uploads.stalled().toNanos()) {
            over(tooSlow("Nothing of the file came for " + uploads.stalled().toSeconds() + " seconds."));
        } else if (now - began > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
            over(tooSlow("The file did not come within an hour."));
        }
    }

    private void whole() {
        if (over) {
            return;
        }
        if (bytes == 0) {
            over(new FaultyRequestException("/body", "The file is empty."));
            return;
        }
        over = true;
        vertx.cancelTimer(looks);
        String name = id + ".json";
        file.flush()
                .compose(x -> file.close())
                .compose(x -> vertx.fileSystem().move(path(".part"), path(".json")))
                .compose(x -> stored.apply(name, bytes))
                .onComplete(x -> uploads.end())
                .onComplete(
                        answer -> answer.send(rc),
                        failure ->
                                delete(".part").transform(x -> delete(".json")).onComplete(x -> rc.fail(failure)));
    }

    /** Gives up; a sender who is still there is told why. */
    private void over(RuntimeException why) {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(looks);
        (file == null ? Future.<Void>succeededFuture() : file.close())
                .transform(x -> delete(".part"))
                .onComplete(x -> uploads.end());
        if (why != null) {
            vertx.setTimer(PATIENCE_MILLIS, x -> cutOff());
            rc.fail(why);
        }
    }

    private void cutOff() {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }

    private Future<Void> delete(String end) {
        return vertx.fileSystem()
                .exists(path(end))
                .compose(there -> there ? vertx.fileSystem().delete(path(end)) : Future.succeededFuture())
                .onFailure(f -> log.warn("half an upload could not be deleted: {}", f.toString()))
                .otherwiseEmpty();
    }

    private DomainException tooLarge() {
        return new DomainException(
                Failure.TOO_LARGE,
                "The file is over " + uploads.maxBytes() / 1_048_576
                        + " MB (IMPORT_MAX_MB). Import it by the command line.");
    }

    private static DomainException tooSlow(String what) {
        return new DomainException(Failure.REQUEST_TIMEOUT, what);
    }

    private static DomainException unwritable() {
        return new DomainException(Failure.UNAVAILABLE, "The file cannot be written here. Is the disk full?");
    }
}
