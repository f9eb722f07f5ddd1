package io.signalroom.boot.cli;

import io.signalroom.ledger.Quarantine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How an entry of the quarantine is named on the command line: {@code CHANNEL/MESSAGE/VERSION}. */
final class QuarantineKey implements ITypeConverter<Quarantine.Key> {
    private static final int PARTS = 3;

    static String text(Quarantine.Key key) {
        return key.channelId() + "/" + key.messageId() + "/" + key.revision();
    }

    @Override
    public Quarantine.Key convert(String text) {
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == PARTS) {
                return new Quarantine.Key(
                        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new TypeConversionException("'" + text + "' is no CHANNEL/MESSAGE/VERSION, such as 1987654321/57/1");
    }
}
