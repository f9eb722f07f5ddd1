package io.signalroom.api;

import io.signalroom.problem.Fault;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Whether the prices of a call lie on the sides that its direction says: who buys sells above, and stops below. */
final class PlanSides {
    private PlanSides() {}

    /** Faults of a call that has a side and entries, as far as it has a stop and targets; none otherwise. */
    static List<Fault> faults(SignalFields fields, String place) {
        List<Fault> faults = new ArrayList<>();
        if (fields.side() == null || fields.entries().isEmpty()) {
            return faults;
        }
        int gain = fields.side().bullish() ? 1 : -1;
        BigDecimal worst =
                fields.entries().stream().min((a, b) -> gain * a.compareTo(b)).orElseThrow();
        if (fields.stopLoss() != null && gain * fields.stopLoss().compareTo(worst) >= 0) {
            faults.add(new Fault(place + "stopLoss", "The stop lies on the winning side of an entry."));
        }
        for (int i = 0; i < fields.targets().size(); i++) {
            if (gain * fields.targets().get(i).compareTo(worst) <= 0) {
                faults.add(new Fault(place + "targets/" + i, "This target lies on the losing side of every entry."));
            }
        }
        return faults;
    }
}
