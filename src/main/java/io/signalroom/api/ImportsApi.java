package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.ImportsChanged;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportList;
import io.signalroom.ledger.ImportStore;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The operations of the tag Imports. They write down what is to be done; whoever imports does it. */
final class ImportsApi {
    private final Pool pool;
    private final Bus bus;
    private final Uploads uploads;
    private final ImportStore imports = new ImportStore();
    private final ImportList list = new ImportList();

    ImportsApi(Pool pool, Bus bus, Uploads uploads) {
        this.pool = pool;
        this.bus = bus;
        this.uploads = uploads;
    }

    /** What is wrong with the question is answered before the file is asked for. */
    Future<Reply> createImport(Call call) {
        How how = how(call);
        String by = call.caller().orElseThrow().subject();
        return imports.waiting(pool).map(waiting -> {
            if (!uploads.room(waiting)) {
                throw Upload.busy();
            }
            return new Upload(
                    uploads,
                    head -> checkNamed(how, head),
                    (file, bytes) -> imports.uploaded(pool, how, file, bytes, by)
                            .map(batch -> {
                                bus.publish(Addresses.IMPORTS_CHANGED, new ImportsChanged());
                                return Answer.created(
                                                call.path() + "/" + batch.name(),
                                                batch.json().toBuffer())
                                        .as(202);
                            }));
        });
    }

    /** What begins like a page does not say which channel it is of: there is no need to wait for the rest. */
    private static void checkNamed(How how, Buffer head) {
        if (how.channel() == null && head.getByte(0) == '<') {
            throw new FaultyRequestException(
                    "/query/channel",
                    "An HTML export does not say which channel it is of: name it here, or export again in the format JSON.");
        }
    }

    private static How how(Call call) {
        Instant now = Instant.now();
        Instant from = TimeBound.of("from", call, now).map(TimeBound::at).orElse(null);
        Instant to = TimeBound.of("to", call, now).map(TimeBound::at).orElse(null);
        if (from != null && to != null) {
            TimeBound.checkOrder(from, to);
        }
        return new How(
                call.text("zone").map(ImportsApi::zone).orElse(null),
                from,
                to,
                call.yes("dryRun"),
                call.text("channel").orElse(null),
                call.text("include").isPresent());
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new FaultyRequestException("/query/zone", "Takes a time zone such as Europe/Berlin or +02:00.");
        }
    }

    Future<Answer> listImports(Call call) {
        return list.page(pool, call.text("cursor"), (int) call.whole("limit")).map(page -> {
            JsonArray data =
                    new JsonArray(page.imports().stream().map(ImportBatch::json).toList());
            return Paging.answer(call, data, page.next(), page.prev(), Optional.empty(), new JsonObject());
        });
    }

    Future<Answer> getImport(Call call) {
        return imports.byId(pool, id(call)).map(batch -> Answer.ok(batch.json()));
    }

    /** Asking twice for it changes nothing. */
    Future<Answer> undoImport(Call call) {
        long id = id(call);
        return pool.withTransaction(tx -> imports.lock(tx, id)
                        .compose(batch -> IfMatch.check(call, () -> Future.succeededFuture(batch.json())))
                        .compose(x -> imports.undo(tx, id))
                        .compose(x -> imports.byId(tx, id)))
                .map(batch -> {
                    bus.publish(Addresses.IMPORTS_CHANGED, new ImportsChanged());
                    return Answer.fresh(batch.json()).as(202);
                });
    }

    private static long id(Call call) {
        return ImportBatch.idOf(call.text("id").orElseThrow())
                .orElseThrow(() -> new DomainException(Failure.NOT_FOUND, "There is no import of this id."));
    }
}
