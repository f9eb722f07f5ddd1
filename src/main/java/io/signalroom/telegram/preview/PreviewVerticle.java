package io.signalroom.telegram.preview;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.PreviewAsked;
import io.signalroom.bus.message.PreviewFound;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.signal.Forward;
import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.SourceState;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what a channel has posted last, before it is added. It asks t.me politely: one page at a time, the same one once a
 * minute, and after "too many" nothing at all for as long as t.me says, a minute at least.
 */
public final class PreviewVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(PreviewVerticle.class);
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration SLOWLY = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 100;
    private static final int MOST_WAITING = 3;
    private static final int POSTS = 5;

    private final Bus bus;
    private final URI server;
    private final String agent;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private PreviewClient client;
    private QuietTime quiet;
    private Future<?> turn = Future.succeededFuture();
    private Instant notBefore = Instant.EPOCH;
    private int waiting;

    /** A page, or the news that there is none; while it is asked for it has no end. */
    private record Kept(Future<PreviewFound> answer, Instant until) {}

    /**
     * Previews of channels.
     *
     * @param server {@code https://t.me}, without a slash at its end
     * @param agent who asks, as {@code User-Agent}
     */
    public PreviewVerticle(Bus bus, URI server, String agent, Clock clock) {
        this.bus = bus;
        this.server = server;
        this.agent = agent;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        client = new PreviewClient(vertx, server, agent);
        quiet = new QuietTime(vertx, server);
        return bus.serve(Addresses.PREVIEW_GET, this::answer);
    }

    @Override
    public Future<?> stop() {
        return client.close();
    }

    private Future<PreviewFound> answer(PreviewAsked asked) {
        Instant now = clock.instant();
        kept.values().removeIf(old -> old.until().isBefore(now));
        String name = asked.username().toLowerCase(Locale.ROOT);
        Kept known = kept.get(name);
        return known != null ? known.answer() : ask(name, now);
    }

    private Future<PreviewFound> ask(String name, Instant now) {
        if (waiting >= MOST_WAITING || kept.size() >= MOST_KEPT) {
            throw new DomainException(
                    Failure.UNAVAILABLE, "Too many channels are being looked at. Try again in a minute.");
        }
        waiting++;
        Future<PreviewFound> answer = turn.transform(x -> page(name))
                .onComplete(x -> waiting--)
                .map(PreviewVerticle::found)
                .recover(failure -> Future.failedFuture(told(failure)));
        turn = answer;
        kept.put(name, new Kept(answer, now.plus(KEPT)));
        answer.onFailure(failure -> {
            if (!(failure instanceof DomainException told) || told.failure() != Failure.NOT_FOUND) {
                kept.remove(name); // it may pass
            }
        });
        return answer;
    }

    private Future<PreviewPage> page(String name) {
        Instant now = clock.instant();
        return now.isBefore(notBefore) || now.isBefore(quiet.end())
                ? Future.failedFuture(
                        new DomainException(Failure.UNAVAILABLE, "t.me asked for fewer calls. Try again later."))
                : client.newest(name, DEADLINE).map(PreviewAnswer::orThrow);
    }

    private Throwable told(Throwable failure) {
        if (!(failure instanceof SourceException fault)) {
            return failure;
        }
        if (fault.standing().state() == SourceState.BLOCKED) {
            return new DomainException(Failure.NOT_FOUND, fault.getMessage());
        }
        log.warn("{}", fault.getMessage());
        if (fault.retry() == SourceException.Retry.SLOWLY) {
            notBefore = clock.instant().plus(SLOWLY);
        } else {
            quiet.ask(clock.instant(), fault.delay());
        }
        return new DomainException(Failure.UNAVAILABLE, fault.getMessage());
    }

    private static PreviewFound found(PreviewPage page) {
        PreviewPage.Channel channel = page.channel().orElseThrow();
        List<PreviewPost> said = page.posts().stream()
                .filter(post -> !post.service() && !post.text().isBlank())
                .toList();
        JsonArray posts = new JsonArray();
        for (PreviewPost post : said.subList(Math.max(0, said.size() - POSTS), said.size())) {
            posts.add(0, json(post, said));
        }
        return new PreviewFound(new JsonObject()
                .put(
                        "channel",
                        new JsonObject()
                                .put(
                                        "telegramId",
                                        channel.id().map(String::valueOf).orElse(null))
                                .put("username", channel.username())
                                .put("title", channel.title())
                                .put("subscribers", channel.subscribers().orElse(null)))
                .put("posts", posts));
    }

    private static JsonObject json(PreviewPost post, List<PreviewPost> page) {
        return new JsonObject()
                .put("messageId", post.messageId())
                .put("postedAt", post.postedAt().toString())
                .put("edited", post.edited())
                .put("forwardedFrom", post.forwardedFrom().map(Forward::name).orElse(null))
                .put("text", post.text())
                .put(
                        "replyTo",
                        post.replyTo()
                                .flatMap(id -> page.stream()
                                        .filter(other -> other.messageId() == id)
                                        .findAny())
                                .map(PreviewPost::text)
                                .orElse(null));
    }
}
