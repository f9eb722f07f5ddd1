package io.signalroom.boot;

import java.util.Optional;

/** Which version runs. */
public final class Version {
    private Version() {}

    /** The version of the jar; {@code dev} when run from classes. */
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
