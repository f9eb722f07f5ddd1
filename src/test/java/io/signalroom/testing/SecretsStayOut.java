package io.signalroom.testing;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which a secret was logged; of every class, found by the service loader. */
public final class SecretsStayOut implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        List<String> heard = SecretAlarm.take();
        if (!heard.isEmpty()) {
            throw new AssertionError("secrets in the log: " + heard);
        }
    }
}
