package io.signalroom.api;

import io.signalroom.ledger.DemoData;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;

/** The operation of the tag Demo. It writes down what is to be done; whoever loads the demo does it. */
final class DemoApi {
    private final Pool pool;
    private final DemoData demo = new DemoData();

    DemoApi(Pool pool) {
        this.pool = pool;
    }

    /** Asking twice for it changes nothing. */
    Future<Answer> removeDemo(Call call) {
        return demo.askRemoval(pool).map(asked -> {
            if (!asked) {
                throw new DomainException(Failure.NOT_FOUND, "There are no demo data.");
            }
            return Answer.fresh(new JsonObject().put("state", "removing")).as(202);
        });
    }
}
