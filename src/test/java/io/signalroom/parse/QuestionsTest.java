package io.signalroom.parse;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void stop() {
        hold.countDown();
        await(vertx.close());
    }

    private Judgement judge(String text, ParsedSignal parent) {
        try {
            if (text.equals("slow")) {
                hold.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String symbol = parent == null ? text : parent.fields().symbol();
        SignalFields fields = SignalFields.builder().symbol(symbol).build();
        return Judgement.of(List.of(new ParsedSignal(PostKind.LISTING, fields, List.of(), 0.4)), List.of("so"));
    }

    private Questions questions(double reviewBelow) {
        return new Questions(vertx.createSharedWorkerExecutor("test", 2), new Reader(this::judge), reviewBelow, meters);
    }

    private static ParseText text(String text) {
        return new ParseText(text, Optional.empty());
    }

    @Test
    void one_question_too_many_is_refused_at_once_and_counted_and_the_others_are_answered() {
        Questions questions = questions(0);
        Context loop = vertx.getOrCreateContext();
        Promise<List<Future<Parsed>>> asked = Promise.promise();
        loop.runOnContext(x -> {
            List<Future<Parsed>> all = new ArrayList<>();
            for (int i = 0; i <= Questions.MOST; i++) {
                all.add(questions.answer(text("slow")));
            }
            asked.complete(all);
        });
        List<Future<Parsed>> all = await(asked.future());
        Future<Parsed> last = all.remove(Questions.MOST);
        assertThat(last.failed()).isTrue();
        assertThat(((DomainException) last.cause()).failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(all).noneMatch(Future::isComplete);
        hold.countDown();
        await(Future.all(all));
        Promise<Parsed> later = Promise.promise();
        loop.runOnContext(x -> questions.answer(text("SOL")).onComplete(later));
        await(later.future());
        assertThat(meters.counter("signalroom.parse.texts", "outcome", "refused")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("signalroom.parse.texts", "outcome", "answered")
                        .count())
                .isEqualTo(Questions.MOST + 1.0);
    }

    @Test
    void a_text_that_is_answered_is_judged_first_and_lends_its_coin() {
        Parsed parsed = await(questions(0).answer(new ParseText("TP1", Optional.of("SOL"))));
        assertThat(parsed.signals().get(0).fields().symbol()).isEqualTo("SOL");
    }

    @Test
    void an_unsure_reading_says_that_it_would_wait() {
        assertThat(await(questions(0.5).answer(text("SOL"))).review()).isTrue();
        assertThat(await(questions(0.4).answer(text("SOL"))).review()).isFalse();
    }
}
