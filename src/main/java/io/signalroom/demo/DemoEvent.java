package io.signalroom.demo;

import java.time.Instant;

/** Something that happens in a demo channel. An edit is a {@link DemoPost} whose post has {@code editedAt} set. */
public sealed interface DemoEvent permits DemoPost, DemoDeletion {
    /** When it happens, to the second. */
    Instant at();
}
