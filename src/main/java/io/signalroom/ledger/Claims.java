package io.signalroom.ledger;

import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which signal each update speaks of: pure. An update that answers a signal's post speaks of that signal, or of
 * what that one speaks of if it is an update itself; every other speaks of the newest call of the same channel and coin
 * before it that is at most 30 days old and that no earlier update has closed.
 */
final class Claims {
    /** How far back an update speaks without answering. */
    static final Duration REACH = Duration.ofDays(30);

    private static final Set<SignalEvent> CLOSING =
            EnumSet.of(SignalEvent.CLOSED, SignalEvent.STOP_HIT, SignalEvent.ALL_TARGETS_HIT, SignalEvent.CANCELLED);

    private static final Comparator<Place> IN_TIME =
            Comparator.comparing(Place::at).thenComparing(Place::messageId).thenComparing(Place::ordinal);

    /** Where a signal stands in its channel's order. */
    record Place(Instant at, long messageId, int ordinal) {}

    /** A channel's word for a coin. */
    record Coin(long channelId, String symbol) {}

    /**
     * An update to be attached.
     *
     * @param symbol of its coin, or null
     * @param event what it reports, or null
     * @param answers the signals of the post that it answers, in the order of that post
     */
    record Update(SignalId id, long channelId, Place place, String symbol, SignalEvent event, List<Answered> answers) {
        Update {
            answers = List.copyOf(answers);
        }

        Coin coin() {
            return new Coin(channelId, symbol);
        }

        /** The same, of what it answers only these; each with the signal that it speaks of if it is an update. */
        Update answering(Map<SignalId, Optional<SignalId>> standing) {
            List<Answered> left = answers.stream()
                    .filter(answered -> standing.containsKey(answered.id()))
                    .map(answered ->
                            answered.claiming(standing.get(answered.id()).orElse(null)))
                    .toList();
            return new Update(id, channelId, place, symbol, event, left);
        }
    }

    /**
     * A call that an update may speak of.
     *
     * @param closedAt when a stored claim closed it, or null
     */
    record Call(SignalId id, Coin coin, Place place, Instant closedAt) {}

    /**
     * What was decided.
     *
     * @param how {@code reply} or {@code symbol}
     * @param closes whether the update says that the signal is over
     */
    record Claim(SignalId update, SignalId signal, String how, boolean closes) {}

    private final Map<Coin, List<Call>> calls = new HashMap<>();
    private final Map<SignalId, Claim> decided = new HashMap<>();
    private final Map<SignalId, Instant> closed = new HashMap<>();

    /** Claims on these calls. */
    Claims(List<Call> known) {
        known.forEach(call ->
                calls.computeIfAbsent(call.coin(), k -> new ArrayList<>()).add(call));
        calls.values()
                .forEach(list ->
                        list.sort(Comparator.comparing(Call::place, IN_TIME).reversed()));
    }

    /** The claims of these updates; an update that speaks of nothing known has none. */
    List<Claim> decide(List<Update> updates) {
        List<Claim> found = new ArrayList<>();
        updates.stream().sorted(Comparator.comparing(Update::place, IN_TIME)).forEach(update -> {
            Optional<Claim> claim = byReply(update).or(() -> bySymbol(update));
            claim.ifPresent(c -> {
                decided.put(update.id(), c);
                found.add(c);
                if (c.closes()) {
                    closed.merge(c.signal(), update.place().at(), (a, b) -> a.isBefore(b) ? a : b);
                }
            });
        });
        return found;
    }

    private Optional<Claim> byReply(Update update) {
        List<Answered> standing =
                update.answers().stream().filter(a -> !a.rejected()).toList();
        return standing.stream()
                .filter(a -> Objects.equals(a.fields().symbol(), update.symbol()))
                .findFirst()
                .or(() -> standing.stream().findFirst())
                .map(this::spokenOf)
                .map(signal -> claim(update, signal, "reply"));
    }

    /** Null where an update speaks of nothing known. */
    private SignalId spokenOf(Answered answered) {
        if (answered.kind() != PostKind.SIGNAL_UPDATE) {
            return answered.id();
        }
        Claim here = decided.get(answered.id());
        return here == null ? answered.claimOf() : here.signal();
    }

    private Optional<Claim> bySymbol(Update update) {
        Instant oldest = update.place().at().minus(REACH);
        return calls.getOrDefault(update.coin(), List.of()).stream()
                .filter(call -> IN_TIME.compare(call.place(), update.place()) < 0)
                .filter(call -> !call.place().at().isBefore(oldest))
                .filter(call -> open(call, update.place().at()))
                .findFirst()
                .map(call -> claim(update, call.id(), "symbol"));
    }

    private boolean open(Call call, Instant at) {
        Instant here = closed.get(call.id());
        return (here == null || here.isAfter(at))
                && (call.closedAt() == null || call.closedAt().isAfter(at));
    }

    private static Claim claim(Update update, SignalId signal, String how) {
        return new Claim(update.id(), signal, how, update.event() != null && CLOSING.contains(update.event()));
    }
}
