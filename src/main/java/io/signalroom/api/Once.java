package io.signalroom.api;

import io.signalroom.idempotency.IdempotencyKeys;
import io.signalroom.idempotency.IdempotencyKeys.Answered;
import io.signalroom.idempotency.IdempotencyKeys.Asked;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.function.Function;

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
     * @param id of it, under the path of the request
     * @param json as it is answered
     * @param committed is run when it is there for all
     */
    record Made(String id, JsonObject json, Runnable committed) {}

    /** @param change makes it, in the transaction that it is given */
    Future<Answer> make(Call call, Function<SqlConnection, Future<Made>> change) {
        Optional<String> key = call.text(HEADER);
        if (key.isEmpty()) {
            return pool.withTransaction(change).map(made -> {
                made.committed.run();
                return Answer.created(call.path() + "/" + made.id, made.json.toBuffer());
            });
        }
        String caller = call.caller().orElseThrow().subject();
        Asked asked = new Asked(caller, key.get(), call.path(), call.body().toBuffer());
        return pool.withTransaction(tx -> keys.begin(tx, asked)
                        .compose(before -> before.isPresent()
                                ? Future.succeededFuture(replayed(before.get()))
                                : change.apply(tx).compose(made -> kept(tx, asked, call, made))))
                .map(done -> {
                    done.committed.run();
                    return done.answer;
                });
    }

    private record Done(Answer answer, Runnable committed) {}

    private static Done replayed(Answered before) {
        Answer again = Answer.created(before.location(), before.body()).with(REPLAYED, "true");
        return new Done(again, () -> {});
    }

    private Future<Done> kept(SqlConnection tx, Asked asked, Call call, Made made) {
        String location = call.path() + "/" + made.id;
        Buffer body = made.json.toBuffer();
        return keys.end(tx, asked, new Answered(location, body))
                .map(x -> new Done(Answer.created(location, body), made.committed));
    }
}
