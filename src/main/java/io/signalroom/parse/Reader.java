package io.signalroom.parse;

import io.signalroom.ledger.Answered;
import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.Quarantine;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a batch of posts with the parser; an answer is read together with the signal it answers. */
final class Reader {
    private static final Logger log = LoggerFactory.getLogger(Reader.class);
    private final Judge judge;

    Reader(Judge judge) {
        this.judge = judge;
    }

    /**
     * What became of a batch.
     *
     * @param readings one for each version
     * @param faults posts on which the parser itself broke: they have no signals and go to quarantine
     */
    record Batch(List<Reading> readings, List<Quarantine.Entry> faults) {}

    /** Judges a text that no channel posted, as an answer to another if there is one. */
    Judgement judge(String text, Optional<String> parent) {
        return judge.parse(text, parent.map(this::lender).orElse(null));
    }

    /** The signal of a text that is answered, or null if it is none. */
    private ParsedSignal lender(String text) {
        return judge.parse(text, null).signals().stream().findFirst().orElse(null);
    }

    /**
     * What is known of the posts that a batch answers.
     *
     * @param signals theirs, as far as they are stored
     * @param texts of those that have no stored signal
     */
    record Known(Map<PostKey, List<StoredSignal>> signals, Map<PostKey, String> texts) {}

    /**
     * Reads a batch.
     *
     * @param waiting versions in the order of their arrival
     * @param known the posts that are answered
     */
    Batch read(List<Waiting> waiting, Known known) {
        Map<PostKey, List<Answered>> inThisBatch = new HashMap<>();
        List<Reading> readings = new ArrayList<>(waiting.size());
        List<Quarantine.Entry> faults = new ArrayList<>();
        for (Waiting version : waiting) {
            List<Answered> answers = answered(version, known, inThisBatch);
            List<ParsedSignal> signals =
                    version.deletion() ? List.of() : read(version, lender(version, answers, known), faults);
            if (!signals.isEmpty()) {
                inThisBatch.putIfAbsent(key(version, version.messageId()), answered(version, signals));
            }
            readings.add(new Reading(version, signals, answers));
        }
        return new Batch(readings, faults);
    }

    /** A post on which the parser breaks must not hold up the others: the fault is ours, and logged as such. */
    private List<ParsedSignal> read(Waiting version, ParsedSignal parent, List<Quarantine.Entry> faults) {
        try {
            return judge.parse(version.post().text(), parent).signals();
        } catch (RuntimeException | StackOverflowError e) {
            log.error("the parser broke on post {} of channel {}", version.messageId(), version.channelId(), e);
            faults.add(new Quarantine.Entry(
                    version.channelId(),
                    version.messageId(),
                    version.revision(),
                    version.at(),
                    "the parser broke: " + e));
            return List.of();
        }
    }

    private static PostKey key(Waiting version, long messageId) {
        return new PostKey(version.channelId(), messageId);
    }

    private static List<Answered> answered(Waiting version, List<ParsedSignal> signals) {
        return IntStream.range(0, signals.size())
                .mapToObj(i -> Answered.of(version, signals.get(i), i))
                .toList();
    }

    private static List<Answered> answered(Waiting version, Known known, Map<PostKey, List<Answered>> inThisBatch) {
        if (version.deletion() || version.post().replyTo() == null) {
            return List.of();
        }
        PostKey key = key(version, version.post().replyTo());
        List<StoredSignal> stored = known.signals().get(key);
        return stored != null ? stored.stream().map(Answered::of).toList() : inThisBatch.getOrDefault(key, List.of());
    }

    /** The signal that lends its coin; where the answered post has none, what its text says by itself. */
    private ParsedSignal lender(Waiting version, List<Answered> answers, Known known) {
        if (!answers.isEmpty()) {
            return answers.stream()
                    .filter(a -> !a.rejected())
                    .findFirst()
                    .map(Answered::parsed)
                    .orElse(null);
        }
        Long replyTo = version.post().replyTo();
        String text = replyTo == null ? null : known.texts().get(key(version, replyTo));
        try {
            return text == null ? null : lender(text);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("the parser broke on post {} of channel {}", replyTo, version.channelId(), e);
            return null;
        }
    }
}
