package io.signalroom.api;

import io.signalroom.idempotency.IdempotencyKeys;
import io.signalroom.idempotency.IdempotencyKeys.Answered;
import io.signalroom.idempotency.IdempotencyKeys.Asked;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries out what makes something new: once for each {@code Idempotency-Key} of a caller, and what was answered then is
 * answered again. Change and answer are committed together.
 */
final class Once {
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";

    private final Pool pool;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    Once(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was made.
     *
     * @param location of it, or of what says how far it is
     * @param json as it is answered
     * @param committed is run when it is there for all
     */
    record Made(String location, JsonObject json, Runnable committed) {}

    /** @param change makes it, in the transaction that it is given */
    Future<Answer> make(Call call, Function<SqlConnection, Future<Made>> change) {
        return make(call, Future::<Void>succeededFuture, (tx, x) -> change.apply(tx));
    }

    /**
     * The same where it has to wait for something first, which is done without a transaction, and not where it was answered
     * before.
     *
     * @param first what the change needs
     * @param change makes it, in the transaction that it is given
     */
    <T> Future<Answer> make(Call call, Supplier<Future<T>> first, BiFunction<SqlConnection, T, Future<Made>> change) {
        return call.text(HEADER)
                .map(key -> once(call, key, first, change))
                .orElseGet(() -> first.get()
                        .compose(ready -> pool.withTransaction(tx -> change.apply(tx, ready)))
                        .map(Once::done))
                .map(done -> {
                    done.committed.run();
                    return done.answer;
                });
    }

    private <T> Future<Done> once(
            Call call, String key, Supplier<Future<T>> first, BiFunction<SqlConnection, T, Future<Made>> change) {
        String caller = call.caller().orElseThrow().subject();
        Asked asked = new Asked(caller, key, call.path(), call.body().toBuffer());
        return keys.find(pool, asked)
                .compose(before -> before.isPresent()
                        ? Future.succeededFuture(replayed(before.get()))
                        : first.get()
                                .compose(ready ->
                                        pool.withTransaction(tx -> begun(tx, asked, () -> change.apply(tx, ready)))));
    }

    /** Another may have been faster. */
    private Future<Done> begun(SqlConnection tx, Asked asked, Supplier<Future<Made>> change) {
        return keys.begin(tx, asked)
                .compose(before -> before.isPresent()
                        ? Future.succeededFuture(replayed(before.get()))
                        : change.get().compose(made -> kept(tx, asked, made)));
    }

    private record Done(Answer answer, Runnable committed) {}

    private static Done replayed(Answered before) {
        Answer again = Answer.created(before.location(), before.body()).with(REPLAYED, "true");
        return new Done(again, () -> {});
    }

    private static Done done(Made made) {
        return new Done(Answer.created(made.location, made.json.toBuffer()), made.committed);
    }

    private Future<Done> kept(SqlConnection tx, Asked asked, Made made) {
        return keys.end(tx, asked, new Answered(made.location, made.json.toBuffer()))
                .map(x -> done(made));
    }
}
