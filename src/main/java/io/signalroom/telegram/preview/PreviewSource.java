package io.signalroom.telegram.preview;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.db.LeaseLostException;
import io.signalroom.ledger.AddedChannels;
import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Ingest;
import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.Standing;
import io.signalroom.telegram.TelegramSource;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads public channels by the pages that t.me shows to everybody: those that the settings name, and those that operators
 * added by a public name. It asks for one page at a time, each channel once a minute at most, and not at all for as long as t.me
 * says. How far each channel is read is stored, so that a restart loses nothing.
 */
public final class PreviewSource implements TelegramSource {
    private static final Logger log = LoggerFactory.getLogger(PreviewSource.class);

    /** Its name everywhere. */
    public static final String ID = "preview";

    /** More are not read: each would be asked for less than every four minutes. */
    private static final int MOST_CHANNELS = 200;

    private final Vertx vertx;
    private final Pool pool;
    private final List<String> named;
    private final Pace pace;
    private final Clock clock;
    private final PreviewClient client;
    private final QuietTime quiet;
    private final PreviewStore store;
    private final Turns turns;
    private final AddedChannels added;
    private final Random chance = new Random();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private Turns.Turn pending;
    private Future<Void> settled = Future.succeededFuture();
    private Instant looked = Instant.MIN;
    private Instant asked = Instant.MIN;
    private Optional<Standing> fault = Optional.empty();
    private Optional<Standing> faultOfDatabase = Optional.empty();
    private Timer timer;
    private boolean closed;

    /**
     * Where and as whom it reads.
     *
     * @param server {@code https://t.me}, without a slash at its end
     * @param agent who asks, as {@code User-Agent}
     * @param channels names to read beside those that operators added
     * @param others ids of the other sources that are set: an added channel that one of them reads is left to it
     */
    public record Site(URI server, String agent, List<String> channels, List<String> others) {}

    PreviewSource(Vertx vertx, Fenced database, Site site, Pace pace, Clock clock, MeterRegistry registry) {
        this.vertx = vertx;
        this.pool = database.pool();
        this.named = site.channels();
        this.pace = pace;
        this.clock = clock;
        client = new PreviewClient(vertx, site.server(), site.agent());
        quiet = new QuietTime(vertx, site.server());
        store = new PreviewStore(database);
        added = new AddedChannels(ID, site.others());
        turns = new Turns(database, client, pace, new PreviewMeters(registry), added);
    }

    /**
     * A source that asks as seldom as is polite.
     *
     * @param guard first statement of every transaction; fails if nothing may be written
     */
    public static PreviewSource polite(Vertx vertx, Pool pool, Ingest.Step guard, Site site, MeterRegistry registry) {
        return new PreviewSource(vertx, new Fenced(pool, guard), site, Pace.POLITE, Clock.systemUTC(), registry);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Future<Delivery> next() {
        if (pending != null) {
            return Future.succeededFuture(pending.delivery());
        }
        return settled.compose(x -> step())
                .onSuccess(turn -> pending = turn)
                .map(Turns.Turn::delivery)
                .recover(failure -> Future.failedFuture(fault(failure)));
    }

    /** Does what is due, or waits a tick. */
    private Future<Turns.Turn> step() {
        Instant now = clock.instant();
        if (now.isBefore(looked) || !now.isBefore(later(looked, pace.look()))) {
            looked = now;
            return look();
        }
        Optional<Reading> next = readings.values().stream().min(Comparator.comparing(reading -> reading.due(now)));
        Instant due = next.map(reading -> latest(reading.due(now), quiet.end(), later(asked, pace.any())))
                .orElse(Instant.MAX);
        if (now.isBefore(due) && !now.isBefore(asked)) {
            long millis = Math.max(1, Math.min(pace.tick().toMillis(), untilLookOr(due, now)));
            timer = vertx.timer(millis, TimeUnit.MILLISECONDS);
            return timer.map(Turns.Turn.NOTHING);
        }
        asked = now;
        return turns.take(next.orElseThrow(), now).onSuccess(turn -> fault = Optional.empty());
    }

    private long untilLookOr(Instant due, Instant now) {
        Instant look = later(looked, pace.look());
        return Duration.between(now, look.isBefore(due) ? look : due).toMillis();
    }

    private static Instant later(Instant from, Duration by) {
        return from.equals(Instant.MIN) ? from : from.plus(by);
    }

    private static Instant latest(Instant first, Instant... others) {
        Instant latest = first;
        for (Instant other : others) {
            latest = other.isAfter(latest) ? other : latest;
        }
        return latest;
    }

    /** Looks for channels that were added; those that are not to be read any more are left out. */
    private Future<Turns.Turn> look() {
        return added.names(pool, MOST_CHANNELS)
                .compose(manual -> store.added().map(joined -> {
                    Map<String, Reading> wanted = new LinkedHashMap<>();
                    for (List<String> names : List.of(named, manual, joined)) {
                        names.stream()
                                .limit(Math.max(0, MOST_CHANNELS - wanted.size()))
                                .forEach(name -> {
                                    String key = name.toLowerCase(Locale.ROOT);
                                    Reading known = readings.get(key);
                                    wanted.putIfAbsent(key, known == null ? new Reading(name, chance) : known);
                                });
                    }
                    faultOfDatabase = Optional.empty();
                    readings.clear();
                    readings.putAll(wanted);
                    return Turns.Turn.NOTHING;
                }));
    }

    /** A fault is shown until a page is read, and a wish for fewer calls is obeyed whenever the caller asks again. */
    private Throwable fault(Throwable failure) {
        if (failure instanceof LeaseLostException) {
            return failure;
        }
        if (!(failure instanceof SourceException told)) {
            return unread(failure);
        }
        if (told.retry() == SourceException.Retry.AFTER) {
            quiet.ask(clock.instant(), told.delay());
        }
        fault = Optional.of(told.standing());
        return told;
    }

    /** That is shown until the database answers, which the next look for channels tries. */
    private SourceException unread(Throwable failure) {
        if (!closed) {
            log.warn("preview: {}", failure.toString());
        }
        SourceException told =
                SourceException.fault("The database does not answer, so no page is read: see to the database.");
        looked = Instant.MIN;
        faultOfDatabase = Optional.of(told.standing());
        return told;
    }

    @Override
    public void committed(Delivery delivery) {
        if (pending != null) {
            settled = pending.after()
                    .get()
                    .onFailure(f -> log.warn("preview: a page is read once more: {}", f.toString()))
                    .otherwiseEmpty();
            pending = null;
        }
    }

    @Override
    public Standing standing() {
        return faultOfDatabase.or(() -> fault).orElseGet(() -> PreviewStanding.of(List.copyOf(readings.values())));
    }

    @Override
    public Future<Void> close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
        return client.close();
    }
}
