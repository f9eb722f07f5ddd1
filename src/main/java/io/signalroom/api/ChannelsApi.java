package io.signalroom.api;

import io.signalroom.analytics.rank.Share;
import io.signalroom.analytics.rank.Shares;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.ledger.ChannelFigures.Window;
import io.signalroom.ledger.ChannelList;
import io.signalroom.ledger.ChannelList.Page;
import io.signalroom.ledger.ChannelList.Query;
import io.signalroom.ledger.ChannelSort;
import io.signalroom.ledger.ChannelStore;
import io.signalroom.ledger.ChannelWitness;
import io.signalroom.ledger.ClaimStore;
import io.signalroom.ledger.ClaimStore.Measured;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.signal.ChannelInfo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The operations of the tag Channels. */
final class ChannelsApi {
    private static final String BOT_API_PREFIX = "-100";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;
    private final Bus bus;
    private final Once once;
    private final ChannelPreview preview;
    private final ChannelStore channels = new ChannelStore();
    private final ChannelWitness witness = new ChannelWitness();
    private final ChannelList list = new ChannelList();
    private final ClaimStore claims = new ClaimStore();

    ChannelsApi(Pool pool, Bus bus) {
        this.pool = pool;
        this.bus = bus;
        this.once = new Once(pool);
        this.preview = new ChannelPreview(bus);
    }

    Future<Answer> listChannels(Call call) {
        ChannelSort sort = ChannelSort.ofWire(call.text("sort").orElseThrow());
        Window window = window(call);
        Query query = new Query(call.text("q"), sort, call.text("cursor"), (int) call.whole("limit"), window);
        Future<Page> page = list.page(pool, query);
        Future<Optional<JsonArray>> sources = sources();
        return Future.all(page, sources).map(x -> {
            JsonArray data = new JsonArray(page.result().channels().stream()
                    .map(channel -> told(channel, sources.result(), window.now()))
                    .toList());
            return Paging.answer(
                    call, data, page.result().next(), page.result().prev(), Optional.empty(), new JsonObject());
        });
    }

    private static Window window(Call call) {
        return new Window(Instant.now(), call.yes("imported"));
    }

    /** What reads; empty if the board does not answer. */
    private Future<Optional<JsonArray>> sources() {
        return bus.<StatusAsked, StatusBoard>request(Addresses.STATUS_GET, new StatusAsked(), PATIENCE)
                .map(board -> Optional.ofNullable(board.status().getJsonArray("sources")))
                .otherwise(Optional.empty());
    }

    /** A channel of the ledger as the contract's schema {@code Channel} says. */
    private static JsonObject told(JsonObject channel, Optional<JsonArray> sources, Instant now) {
        JsonObject counted = (JsonObject) channel.remove("counted");
        ChannelState state = ChannelState.of(channel, sources, now);
        channel.remove("heardPerDay");
        return channel.put("state", state.state())
                .put("reason", state.reason())
                .put("cure", state.cure())
                .put("signalShare", signalShare(counted))
                .put("edited", Shares.json(counted.getLong("edited"), counted.getLong("signals")))
                .put("deleted", Shares.json(counted.getLong("deleted"), counted.getLong("signals")));
    }

    /** Null while the posts with signals are counted anew. */
    private static JsonObject signalShare(JsonObject counted) {
        Long posts = counted.getLong("signalPosts");
        return posts == null ? null : Shares.json(posts, counted.getLong("posts"));
    }

    Future<Answer> getChannel(Call call) {
        String id = call.text("id").orElseThrow();
        try {
            return channel(Long.parseLong(id), window(call)).map(Answer::ok);
        } catch (NumberFormatException e) {
            throw new DomainException(Failure.NOT_FOUND, "There is no channel of this id.");
        }
    }

    private Future<JsonObject> channel(long id, Window window) {
        Future<JsonObject> channel = channels.byId(pool, id, window);
        Future<Measured> measured = claims.ofChannel(pool, id);
        Future<JsonObject> seen = witness.of(pool, id);
        Future<Optional<JsonArray>> sources = sources();
        return Future.all(channel, measured, seen, sources)
                .map(x -> told(channel.result(), sources.result(), window.now())
                        .put("claims", json(measured.result()))
                        .put("witness", seen.result()));
    }

    /** Null where prices could be held against none. */
    private static JsonObject json(Measured claims) {
        Share share = Share.of(claims.hold(), claims.all());
        return share == null
                ? null
                : new JsonObject()
                        .put("measured", claims.all())
                        .put("hold", claims.hold())
                        .put("fail", claims.fail())
                        .put("unfilled", claims.unfilled())
                        .put("share", share.share())
                        .put(
                                "interval",
                                new JsonObject()
                                        .put("lower", share.interval().lower())
                                        .put("upper", share.interval().upper()));
    }

    Future<Answer> createChannel(Call call) {
        JsonObject body = call.body();
        String username = body.getString("username");
        String title = body.getString("title").strip();
        if (title.isEmpty()) { // of spaces that the contract's pattern takes for letters
            throw new FaultyRequestException("/body/title", "A channel needs a title.");
        }
        ChannelInfo info = new ChannelInfo(
                id(body.getString("telegramId", "0")), username == null ? null : unmarked(username), title, false);
        return once.make(
                call,
                tx -> channels.create(tx, info)
                        .map(json -> told(json, Optional.empty(), Instant.now()).putNull("claims"))
                        .compose(json -> witness.of(tx, Long.parseLong(json.getString("id")))
                                .map(seen -> json.put("witness", seen)))
                        .map(json -> new Once.Made(call.path() + "/" + json.getString("id"), json, () -> {})));
    }

    Future<Answer> previewChannel(Call call) {
        return preview.of(unmarked(call.text("username").orElseThrow())).map(Answer::fresh);
    }

    private static String unmarked(String username) {
        return username.startsWith("@") ? username.substring(1) : username;
    }

    /** Telegram's bare id; the Bot API writes -100 before it. */
    private static long id(String telegramId) {
        return Long.parseLong(
                telegramId.startsWith(BOT_API_PREFIX) ? telegramId.substring(BOT_API_PREFIX.length()) : telegramId);
    }
}
