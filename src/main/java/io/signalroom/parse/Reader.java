package io.signalroom.parse;

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
     * Reads a batch.
     *
     * @param waiting versions in the order of their arrival
     * @param stored first signals of the posts that are answered, as far as they are stored
     */
    Batch read(List<Waiting> waiting, Map<PostKey, StoredSignal> stored) {
        Map<PostKey, ParsedSignal> inThisBatch = new HashMap<>();
        List<Reading> readings = new ArrayList<>(waiting.size());
        List<Quarantine.Entry> faults = new ArrayList<>();
        for (Waiting version : waiting) {
            List<ParsedSignal> signals = version.deletion() ? List.of() : read(version, stored, inThisBatch, faults);
            if (!signals.isEmpty()) {
                inThisBatch.putIfAbsent(new PostKey(version.channelId(), version.messageId()), signals.get(0));
            }
            readings.add(new Reading(version, signals));
        }
        return new Batch(readings, faults);
    }

    /** A post on which the parser breaks must not hold up the others: the fault is ours, and logged as such. */
    private List<ParsedSignal> read(
            Waiting version,
            Map<PostKey, StoredSignal> stored,
            Map<PostKey, ParsedSignal> inThisBatch,
            List<Quarantine.Entry> faults) {
        try {
            return judge.parse(version.post().text(), parent(version, stored, inThisBatch))
                    .signals();
        } catch (RuntimeException | StackOverflowError e) {
            log.error("the parser broke on post {} of channel {}", version.messageId(), version.channelId(), e);
            faults.add(new Quarantine.Entry(
                    version.channelId(), version.messageId(), version.at(), "the parser broke: " + e));
            return List.of();
        }
    }

    private static ParsedSignal parent(
            Waiting version, Map<PostKey, StoredSignal> stored, Map<PostKey, ParsedSignal> inThisBatch) {
        if (version.post().replyTo() == null) {
            return null;
        }
        PostKey key = new PostKey(version.channelId(), version.post().replyTo());
        StoredSignal known = stored.get(key);
        return known != null ? known.parsed() : inThisBatch.get(key);
    }
}
