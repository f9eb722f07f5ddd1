package io.signalroom.api.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.signalroom.testing.ChromiumBrowser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code stream.js} against a line that loses, repeats, swaps and skips, and a server that comes back as another. */
class StreamTest {

    private static final int RUNS = 200;

    /** Returns how many runs ended wrong and what was seen on the way; the odds follow from the seed alone. */
    private static final String EXPERIMENT = """
            async (runs) => {
              const { Stream } = await import('/js/stream.js');
              const seen = { wrong: [], snapshots: 0, asked: 0, applied: 0 };
              let clock = Date.now();
              Date.now = () => (clock += 2000); // so that no reload has to wait

              for (let run = 0; run < runs; run++) {
                let seed = run * 7919 + 1;
                const chance = (part) => ((seed = (seed * 48271) % 2147483647) / 2147483647) < part;
                const rest = () => new Promise((done) => queueMicrotask(done));
                let server = { epoch: 'a', seq: 0, first: 0, events: [], ids: [] };
                let page = [];
                let later = null;

                const stream = new Stream({
                  snapshot: async () => {
                    seen.snapshots++;
                    if (chance(0.1)) throw new Error('snapshot failed');
                    const { epoch, seq, ids } = server;
                    await rest();
                    page = ids.slice();
                    return { epoch, seq };
                  },
                  changes: async ({ epoch, seq }) => {
                    seen.asked++;
                    if (chance(0.1)) throw new Error('changes failed');
                    await rest();
                    const missed = server.events.filter((event) => event.seq > seq);
                    const complete = epoch === server.epoch && missed.length <= 60;
                    return { complete, events: complete ? missed.slice(0, 20) : [], asOf: { epoch: server.epoch, seq: server.seq } };
                  },
                  apply: (event) => (seen.applied++, page.push(event.data.id)),
                });
                const wire = (event) => {
                  if (chance(0.2)) return; // lost
                  if (chance(0.1)) return (later = event); // overtaken by the next
                  stream.offer(event);
                  if (chance(0.1)) stream.offer(event); // twice
                  if (later) stream.offer(later);
                  later = null;
                };

                stream.sync().catch(() => {});
                for (let step = 0; step < 300; step++) {
                  if (chance(0.01)) server = { ...server, epoch: server.epoch + 'x', seq: 0, events: [] };
                  const id = server.epoch + (server.seq + 1);
                  const event = { v: 1, epoch: server.epoch, seq: ++server.seq, type: 'signal.created', data: { id } };
                  server.events.push(event);
                  server.ids = [...server.ids, id];
                  if (chance(0.02)) stream.offer({ ...event, type: 'signal.skipped', data: {} });
                  else wire(event);
                  if (chance(0.5)) await rest();
                }
                for (let attempt = 0; attempt < 50; attempt++) await stream.sync().catch(() => {});
                if (JSON.stringify(page) !== JSON.stringify(server.ids)) seen.wrong.push(run);
              }
              return seen;
            }""";

    @Test
    void whatever_the_line_does_the_page_ends_equal_to_the_server() {
        Map<?, ?> seen = experiment();

        assertThat((List<?>) seen.get("wrong")).as("runs that ended unequal").isEmpty();
        assertThat((int) seen.get("applied")).as("events applied").isGreaterThan(RUNS * 20);
        assertThat((int) seen.get("asked")).as("gaps fetched").isGreaterThan(RUNS);
        assertThat((int) seen.get("snapshots")).as("snapshots").isGreaterThan(RUNS);
    }

    private static Map<?, ?> experiment() {
        try (FakeSignalServer server = FakeSignalServer.busy();
                Page page = ChromiumBrowser.shared().browser().newPage()) {
            page.navigate(server.address() + "assets/licences.txt");
            return (Map<?, ?>) page.evaluate(EXPERIMENT, RUNS);
        }
    }
}
