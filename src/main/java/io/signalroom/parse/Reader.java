package io.signalroom.parse;

import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.SignalStore.PostKey;
import io.signalroom.ledger.SignalWriter.Reading;
import io.signalroom.ledger.StoredSignal;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a batch of posts with the parser; an answer is read together with the signal it answers. */
final class Reader {
    private final Judge judge;

    Reader(Judge judge) {
        this.judge = judge;
    }

    Judgement judge(String text) {
        return judge.parse(text, null);
    }

    /**
     * Reads a batch.
     *
     * @param waiting versions in the order of their arrival
     * @param stored first signals of the posts that are answered, as far as they are stored
     */
    List<Reading> read(List<Waiting> waiting, Map<PostKey, StoredSignal> stored) {
        Map<PostKey, ParsedSignal> inThisBatch = new HashMap<>();
        List<Reading> readings = new ArrayList<>(waiting.size());
        for (Waiting version : waiting) {
            List<ParsedSignal> signals = version.deletion()
                    ? List.of()
                    : judge.parse(version.post().text(), parent(version, stored, inThisBatch))
                            .signals();
            if (!signals.isEmpty()) {
                inThisBatch.putIfAbsent(new PostKey(version.channelId(), version.messageId()), signals.get(0));
            }
            readings.add(new Reading(version, signals));
        }
        return readings;
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
