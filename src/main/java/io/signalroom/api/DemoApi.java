package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.ledger.DemoData;
import io.signalroom.ledger.DemoProgress;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;

/** The operations of the tag Demo. They write down what is to be done; whoever loads the demo does it. */
final class DemoApi {
    private static final long USUAL_POSTS = 100_000;

    private final Pool pool;
    private final Bus bus;
    private final long posts;
    private final Once once;
    private final DemoData demo = new DemoData();

    /** @param posts of a demo whose asker names no number, 0 = the usual many */
    DemoApi(Pool pool, Bus bus, int posts) {
        this.pool = pool;
        this.bus = bus;
        this.posts = posts == 0 ? USUAL_POSTS : posts;
        this.once = new Once(pool);
    }

    /** Of two at once, one is answered that the other's is being loaded. */
    Future<Answer> startDemo(Call call) {
        DemoProgress wanted = DemoProgress.planned(call.body().getLong("posts", posts));
        String progress = URI.create(call.path()).resolve("status").toString();
        return once.make(
                        call,
                        tx -> plan(tx, wanted).map(x -> new Once.Made(progress, wanted.json(), () -> tell(wanted))))
                .map(answer -> answer.as(202));
    }

    private static Future<Void> plan(SqlConnection tx, DemoProgress wanted) {
        return wanted.planIfNone(tx)
                .compose(planned -> planned
                        ? Future.succeededFuture()
                        : DemoProgress.read(tx)
                                .compose(there ->
                                        Future.failedFuture(new DomainException(Failure.CONFLICT, whyNot(there)))));
    }

    private static String whyNot(DemoProgress there) {
        return switch (there.state()) {
            case "removing" -> "The demo is being removed. Ask again in a few seconds.";
            case "loading" ->
                "A demo is being loaded: %d of %d posts are there. GET /api/v1/status says how far it is, DELETE /api/v1/demo ends it."
                        .formatted(there.done(), there.total());
            default -> "Demo data are there already. Remove them first: DELETE /api/v1/demo.";
        };
    }

    /** The board would hear it seconds later from whoever loads it. */
    private void tell(DemoProgress planned) {
        bus.publish(Addresses.STATUS_REPORTED, new StatusPart("demo", planned.json()));
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
