package io.signalroom.boot.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error; in a pipe it prints a line every few seconds instead. */
final class Bar {
    private static final int MILLIS_ON_TERMINAL = 200;
    private static final int MILLIS_IN_PIPE = 5_000;

    private Bar() {}

    static ProgressBar open(String task, String unit, long total) {
        boolean terminal = System.console() != null;
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(unit, 1)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? MILLIS_ON_TERMINAL : MILLIS_IN_PIPE)
                .setSpeedUnit(java.time.temporal.ChronoUnit.SECONDS)
                .showSpeed()
                .startsFrom(0, Duration.ZERO)
                .build();
    }
}
