package io.signalroom.webhook;

import io.signalroom.db.Lease;
import io.signalroom.security.SecretBox;
import io.signalroom.security.SecretBox.Opened;
import io.signalroom.webhook.WebhookStore.Sealed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** Seals secrets under the present key that the key of before still opens, so that it can be taken out of the settings. */
final class Keeping {
    private final Pool pool;
    private final Lease lease;
    private final SecretBox box;
    private final WebhookStore store = new WebhookStore();

    Keeping(Pool pool, Lease lease, SecretBox box) {
        this.pool = pool;
        this.lease = lease;
        this.box = box;
    }

    /** In one transaction; what no key opens stays as it is. */
    Future<Void> seal() {
        return pool.withTransaction(tx -> lease.check(tx)
                .compose(x -> store.secrets(tx))
                .compose(all -> {
                    List<Future<Void>> changed = all.stream()
                            .map(old -> new Sealed(
                                    old.id(),
                                    fresh(old.secret(), old.id()),
                                    old.previous().map(p -> fresh(p, old.id()))))
                            .filter(now -> !all.contains(now))
                            .map(now -> store.reseal(tx, now))
                            .toList();
                    return Future.join(changed).mapEmpty();
                }));
    }

    private Buffer fresh(Buffer sealed, String webhook) {
        Optional<Opened> opened = box.open(sealed.getBytes(), webhook);
        return opened.filter(Opened::stale)
                .map(stale -> Buffer.buffer(box.seal(stale.plain(), webhook)))
                .orElse(sealed);
    }
}
