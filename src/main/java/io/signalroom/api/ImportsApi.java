package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.ImportsChanged;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportBatch.How;
import io.signalroom.ledger.ImportStore;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.FaultyRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The operations of the tag Imports. They write down what is to be done; whoever imports does it. */
final class ImportsApi {
    private static final String OLDER = "n";
    private static final String NEWER = "p";

    private final Pool pool;
    private final Bus bus;
    private final Uploads uploads;
    private final ImportStore imports = new ImportStore();

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

    private static How how(Call call) {
        Instant now = Instant.now();
        Instant from = TimeBound.of("from", call, now).map(TimeBound::at).orElse(null);
        Instant to = TimeBound.of("to", call, now).map(TimeBound::at).orElse(null);
        if (from != null && to != null) {
            TimeBound.checkOrder(from, to);
        }
        return new How(call.text("zone").map(ImportsApi::zone).orElse(null), from, to, call.yes("dryRun"));
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new FaultyRequestException("/query/zone", "Takes a time zone such as Europe/Berlin or +02:00.");
        }
    }

    Future<Answer> listImports(Call call) {
        int limit = (int) call.whole("limit");
        Optional<String> cursor = call.text("cursor").map(ImportsApi::plain);
        boolean back = cursor.isPresent() && cursor.get().startsWith(NEWER);
        Optional<Long> from = cursor.flatMap(c -> ImportBatch.idOf(c.substring(1)));
        if (cursor.isPresent() && from.isEmpty()) {
            throw foreign();
        }
        return imports.list(pool, from, back, limit + 1).map(found -> page(call, found, limit, from.isPresent(), back));
    }

    private static Answer page(Call call, List<ImportBatch> found, int limit, boolean between, boolean back) {
        boolean more = found.size() > limit;
        List<ImportBatch> shown = new ArrayList<>(more ? found.subList(0, limit) : found);
        if (back) {
            Collections.reverse(shown);
        }
        Optional<String> next = back || more ? end(shown, shown.size() - 1, OLDER) : Optional.empty();
        Optional<String> prev = (back ? more : between) ? end(shown, 0, NEWER) : Optional.empty();
        JsonArray data = new JsonArray(shown.stream().map(ImportBatch::json).toList());
        return Paging.answer(call, data, next, prev, Optional.empty(), new JsonObject());
    }

    private static Optional<String> end(List<ImportBatch> shown, int index, String direction) {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        byte[] plain = (direction + shown.get(index).name()).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(plain));
    }

    private static String plain(String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (plain.startsWith(OLDER) || plain.startsWith(NEWER)) {
                return plain;
            }
        } catch (IllegalArgumentException e) {
            // not ours, as below
        }
        throw foreign();
    }

    private static FaultyRequestException foreign() {
        return new FaultyRequestException(
                "/query/cursor", "This cursor is not one of this list. Start without it and follow the links.");
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
