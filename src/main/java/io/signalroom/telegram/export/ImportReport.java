package io.signalroom.telegram.export;

import java.util.List;

/**
 * What became of an export.
 *
 * @param created posts not known before
 * @param same posts known already in this text, nothing stored
 * @param changed posts known with another text: this one was stored beside it
 * @param skipped messages that are no posts, are outside the wanted time, or are in chats that are no channels
 * @param failed posts that could not be read or stored
 * @param channels channels that posts came from
 * @param complete false if the file broke off: everything before that is stored, and a second run stores nothing twice
 * @param problems what a person should know, a bounded number of lines
 */
public record ImportReport(
        long created,
        long same,
        long changed,
        long skipped,
        long failed,
        int channels,
        boolean complete,
        List<String> problems) {
    public ImportReport {
        problems = List.copyOf(problems);
    }
}
