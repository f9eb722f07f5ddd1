package io.signalroom.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Listens to every line that the test JVM logs, beside the appender that writes it ({@code logback-test.xml}), and keeps those
 * that hold a secret until {@link SecretsStayOut} asks, which fails the test class that logged them.
 */
public final class SecretAlarm extends AppenderBase<ILoggingEvent> {
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    /** The key of every test server. */
    private static final Secrets SECRETS = new Secrets().plus("SECRET_KEY", "0123456789abcdef0123456789abcdef");

    /** Makes a secret known that a test uses: what is typed when signing in, an API hash. */
    public static void guard(String name, String value) {
        synchronized (SECRETS) {
            SECRETS.plus(name, value);
        }
    }

    /** Makes the password in an address known. */
    static void guard(String url) {
        synchronized (SECRETS) {
            SECRETS.plusPasswordOf("password of " + url.split(":", 2)[0], url);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
            text.append(' ').append(t.getClassName()).append(": ").append(t.getMessage());
        }
        Optional<String> secret;
        synchronized (SECRETS) {
            secret = SECRETS.in(text.toString());
        }
        secret.ifPresent(name -> HEARD.add(event.getLoggerName() + " logged " + name));
    }

    /** What was heard since it was last asked; the secrets themselves are not told. */
    static List<String> take() {
        List<String> heard = List.copyOf(HEARD);
        HEARD.removeAll(heard);
        return heard;
    }
}
