/** Reads the public preview pages of channels, {@code t.me/s/name}, if the operator allows it. */
package io.signalroom.telegram.preview;
