package io.signalroom.ledger;

import java.util.List;
import java.util.Optional;

/**
 * One page of signals.
 *
 * @param signals in the order asked for
 * @param next cursor of the page behind it, if there is one
 * @param prev cursor of the page before it, if there is one
 */
public record SignalPage(List<StoredSignal> signals, Optional<Cursor> next, Optional<Cursor> prev) {
    public SignalPage {
        signals = List.copyOf(signals);
    }
}
