package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.ledger.JudgementStore;
import io.signalroom.ledger.JudgementStore.Judged;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.ledger.Verdict;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;

/** Takes operators' judgements. Those of one signal come one after the other: its row is locked from reading to commit. */
final class SignalJudging {
    private final Pool pool;
    private final Bus bus;
    private final SignalDetail detail = new SignalDetail();
    private final JudgementStore judgements = new JudgementStore();

    SignalJudging(Pool pool, Bus bus) {
        this.pool = pool;
        this.bus = bus;
    }

    /** Stores the judgement in the call's body and tells the readers of the log. */
    Future<Void> judge(SignalId id, Call call) {
        String subject = call.caller().orElseThrow().subject();
        if (subject.equalsIgnoreCase(JudgementStore.MACHINE)) {
            throw new DomainException(Failure.FORBIDDEN, "A token of the subject machine cannot judge.");
        }
        return pool.withTransaction(tx -> judgements
                        .lock(tx, id)
                        .compose(current ->
                                IfMatch.check(call, () -> detail.of(tx, id)).map(current))
                        .compose(current -> judgements.judge(tx, current, judged(subject, call.body(), current))))
                .map(seq -> {
                    bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(seq));
                    return null;
                });
    }

    private static Judged judged(String subject, JsonObject body, StoredSignal current) {
        Verdict verdict = Verdict.ofWire(body.getString("verdict"));
        Correction reading = Correction.of(verdict, body, current);
        return new Judged(subject, verdict, reading.kind(), reading.fields(), body.getString("note"));
    }
}
