package io.signalroom.telegram.tdlib;

/** Who sits at the terminal. */
public interface Person {
    /** Shows a line. */
    void tell(String line);

    /** Asks and waits. @return what was typed, or null if nobody answers any more */
    String ask(String question);

    /** The same without showing what is typed. */
    String askSecretly(String question);
}
