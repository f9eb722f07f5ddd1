package io.signalroom;

import io.signalroom.boot.cli.SignalroomCommand;

/** The program: hands over to the command line. */
public final class Main {
    private Main() {}

    /** Exit status: 0 = done, 1 = failed, 2 = wrong settings or arguments. */
    public static void main(String[] args) {
        System.exit(SignalroomCommand.execute(args));
    }
}
