package io.signalroom.ledger;

import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.SignalId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A keyset cursor: the signal next to which a page begins, and on which side. Opaque to clients.
 *
 * @param backward true for the page before {@code anchor}
 * @param anchor the first or last signal of the page the reader has
 */
public record Cursor(boolean backward, SignalId anchor) {
    /** The form for the URL. */
    public String encode() {
        String plain = (backward ? "p" : "n") + anchor;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws DomainException {@link Failure#INVALID_REQUEST} if it is anything else
     */
    public static Cursor decode(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (!plain.startsWith("p") && !plain.startsWith("n")) {
                throw new IllegalArgumentException("cursor");
            }
            return new Cursor(plain.charAt(0) == 'p', SignalId.parse(plain.substring(1)));
        } catch (IllegalArgumentException e) {
            throw new DomainException(
                    Failure.INVALID_REQUEST, "This cursor is not one of ours. Start without it and follow the links.");
        }
    }
}
