package io.signalroom.api;

import io.signalroom.analytics.rank.Share;
import io.signalroom.ledger.ChannelList;
import io.signalroom.ledger.ChannelList.Page;
import io.signalroom.ledger.ChannelList.Query;
import io.signalroom.ledger.ChannelSort;
import io.signalroom.ledger.ChannelStore;
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
import java.util.Optional;

/** The operations of the tag Channels. */
final class ChannelsApi {
    private static final String BOT_API_PREFIX = "-100";

    private final Pool pool;
    private final Once once;
    private final ChannelStore channels = new ChannelStore();
    private final ChannelList list = new ChannelList();
    private final ClaimStore claims = new ClaimStore();

    ChannelsApi(Pool pool) {
        this.pool = pool;
        this.once = new Once(pool);
    }

    Future<Answer> listChannels(Call call) {
        ChannelSort sort = ChannelSort.ofWire(call.text("sort").orElseThrow());
        Query query = new Query(call.text("q"), sort, call.text("cursor"), (int) call.whole("limit"));
        return list.page(pool, query).map(page -> answer(call, page));
    }

    private static Answer answer(Call call, Page page) {
        return Paging.answer(
                call, new JsonArray(page.channels()), page.next(), page.prev(), Optional.empty(), new JsonObject());
    }

    Future<Answer> getChannel(Call call) {
        String id = call.text("id").orElseThrow();
        try {
            return channel(Long.parseLong(id)).map(Answer::ok);
        } catch (NumberFormatException e) {
            throw new DomainException(Failure.NOT_FOUND, "There is no channel of this id.");
        }
    }

    private Future<JsonObject> channel(long id) {
        Future<JsonObject> channel = channels.byId(pool, id);
        Future<Measured> measured = claims.ofChannel(pool, id);
        return Future.all(channel, measured).map(x -> channel.result().put("claims", json(measured.result())));
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
                id(body.getString("telegramId", "0")),
                username != null && username.startsWith("@") ? username.substring(1) : username,
                title,
                false);
        return once.make(
                call,
                tx -> channels.create(tx, info)
                        .map(json -> new Once.Made(json.getString("id"), json.putNull("claims"), () -> {})));
    }

    /** Telegram's bare id; the Bot API writes -100 before it. */
    private static long id(String telegramId) {
        return Long.parseLong(
                telegramId.startsWith(BOT_API_PREFIX) ? telegramId.substring(BOT_API_PREFIX.length()) : telegramId);
    }
}
