package io.signalroom.config;

/**
 * A word that must not be printed.
 *
 * @param value the word itself
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
