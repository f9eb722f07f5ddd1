package io.signalroom.config;

import java.util.List;

/** The settings cannot be used. Names every fault and its cure; never a value. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    /** One line a fault. */
    public ConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
