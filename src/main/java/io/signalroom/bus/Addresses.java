package io.signalroom.bus;

import io.signalroom.bus.message.AnswersOvertaken;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.bus.message.ImportsChanged;
import io.signalroom.bus.message.KeysChanged;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.PostsStored;
import io.signalroom.bus.message.PreviewAsked;
import io.signalroom.bus.message.PreviewFound;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.vertx.core.eventbus.EventBus;

/** The catalogue of the bus. {@code conf/asyncapi.yaml} describes the same for actors in other languages. */
public final class Addresses {
    /** Whoever stores posts tells the parsers. A lost one costs the parser's sweep, a few seconds. */
    public static final Address<PostsStored> POSTS_STORED = new Address<>("ledger.post.stored.v1", PostsStored.class);

    /** Whoever appends events tells the readers of the log. A lost one costs their sweep, a second. */
    public static final Address<SignalsStored> SIGNALS_STORED =
            new Address<>("ledger.signal.stored.v1", SignalsStored.class);

    /** Whoever revokes an API key tells every node to refuse its tokens. A lost one costs their sweep, ten seconds. */
    public static final Address<KeysChanged> KEYS_CHANGED = new Address<>("security.key.changed.v1", KeysChanged.class);

    /** HTTP asks what a channel has posted last, where the operator allows that t.me is read. A lost one costs a 503. */
    public static final Address<PreviewAsked> PREVIEW_GET =
            new Address<>("telegram.preview.get.v1", PreviewAsked.class);

    /**
     * HTTP hands over what Telegram brought, to the node that reads Telegram. The reply, {@link UpdateStored}, comes after the
     * commit. A lost one costs Telegram's pause before it brings the same again.
     */
    public static final Address<UpdateBrought> UPDATE_STORE =
            new Address<>("telegram.update.store.v1", UpdateBrought.class);

    /** HTTP tells that an import waits to be read or undone. A lost one costs the sweep of those who do it, two seconds. */
    public static final Address<ImportsChanged> IMPORTS_CHANGED =
            new Address<>("telegram.import.changed.v1", ImportsChanged.class);

    /** HTTP asks the cache of its node; it asks the analytics on a miss. The reply is a {@link ReadyAnswer}. */
    public static final Address<CachedQuery> CACHE_GET = new Address<>("cache.answer.get.v2", CachedQuery.class);

    /**
     * The cache tells the HTTP servers of its node to ask again instead of sending again what they keep. A lost one costs
     * a second, the longest for which they may keep an answer.
     */
    public static final Address<AnswersOvertaken> ANSWERS_OVERTAKEN =
            new Address<>("cache.answer.overtaken.v1", AnswersOvertaken.class);

    /** The cache, or HTTP while there is none, asks the analytics. The reply is a {@link CachedAnswer}. */
    public static final Address<CachedQuery> ANALYTICS_GET =
            new Address<>("analytics.answer.get.v1", CachedQuery.class);

    /** Analytics tell the caches how far they have counted, when it moves and every five seconds. */
    public static final Address<RollupsAdvanced> ROLLUPS_ADVANCED =
            new Address<>("analytics.rollup.advanced.v1", RollupsAdvanced.class);

    /** Whoever stores candles tells the outcome verticle. A lost one costs its sweep, a minute. */
    public static final Address<CandlesStored> CANDLES_STORED =
            new Address<>("market.candle.stored.v1", CandlesStored.class);

    /** HTTP asks for candles. A lost one costs the caller a 503. */
    public static final Address<CandlesAsked> CANDLES_GET = new Address<>("market.candle.get.v1", CandlesAsked.class);

    /** HTTP asks a parser about one text. A lost one costs the caller a 503. */
    public static final Address<ParseText> PARSE_TEXT = new Address<>("parse.text.judge.v1", ParseText.class);

    /** HTTP asks the node's status board. A lost one costs the caller a 503. */
    public static final Address<StatusAsked> STATUS_GET = new Address<>("ops.status.get.v1", StatusAsked.class);

    /** Every part reports its state when it changes and every few seconds; each node's status board listens. */
    public static final Address<StatusPart> STATUS_REPORTED = new Address<>("ops.status.reported.v1", StatusPart.class);

    /** To browsers: one envelope a signal change, in order of its number. JSON, never sent to other nodes. */
    public static final String LIVE_SIGNALS = "live.signals.v1";

    /** To browsers: the status of the system. JSON, never sent to other nodes. */
    public static final String LIVE_STATUS = "live.status.v1";

    private Addresses() {}

    /** Registers the codec of every record; once, right after Vert.x exists. */
    static void registerCodecs(EventBus bus) {
        codec(bus, PostsStored.class, new JsonWireCodec<>("posts-stored", PostsStored::toJson, PostsStored::fromJson));
        codec(
                bus,
                PreviewAsked.class,
                new JsonWireCodec<>("preview-asked", PreviewAsked::toJson, PreviewAsked::fromJson));
        codec(
                bus,
                PreviewFound.class,
                new JsonWireCodec<>("preview-found", PreviewFound::toJson, PreviewFound::fromJson));
        codec(
                bus,
                UpdateBrought.class,
                new JsonWireCodec<>("update-brought", UpdateBrought::toJson, UpdateBrought::fromJson));
        codec(
                bus,
                UpdateStored.class,
                new JsonWireCodec<>("update-stored", UpdateStored::toJson, UpdateStored::fromJson));
        codec(
                bus,
                SignalsStored.class,
                new JsonWireCodec<>("signals-stored", SignalsStored::toJson, SignalsStored::fromJson));
        codec(bus, KeysChanged.class, new JsonWireCodec<>("keys-changed", KeysChanged::toJson, KeysChanged::fromJson));
        codec(
                bus,
                ImportsChanged.class,
                new JsonWireCodec<>("imports-changed", ImportsChanged::toJson, ImportsChanged::fromJson));
        codec(bus, CachedQuery.class, new JsonWireCodec<>("cached-query", CachedQuery::toJson, CachedQuery::fromJson));
        codec(
                bus,
                CachedAnswer.class,
                new JsonWireCodec<>("cached-answer", CachedAnswer::toJson, CachedAnswer::fromJson));
        codec(bus, ReadyAnswer.class, new JsonWireCodec<>("ready-answer", ReadyAnswer::toJson, ReadyAnswer::fromJson));
        codec(
                bus,
                AnswersOvertaken.class,
                new JsonWireCodec<>("answers-overtaken", AnswersOvertaken::toJson, AnswersOvertaken::fromJson));
        codec(
                bus,
                CandlesStored.class,
                new JsonWireCodec<>("candles-stored", CandlesStored::toJson, CandlesStored::fromJson));
        codec(
                bus,
                CandlesAsked.class,
                new JsonWireCodec<>("candles-asked", CandlesAsked::toJson, CandlesAsked::fromJson));
        codec(
                bus,
                CandlesFound.class,
                new JsonWireCodec<>("candles-found", CandlesFound::toJson, CandlesFound::fromJson));
        codec(bus, ParseText.class, new JsonWireCodec<>("parse-text", ParseText::toJson, ParseText::fromJson));
        codec(bus, Parsed.class, new JsonWireCodec<>("parsed", Parsed::toJson, Parsed::fromJson));
        codec(bus, StatusAsked.class, new JsonWireCodec<>("status-asked", StatusAsked::toJson, StatusAsked::fromJson));
        codec(bus, StatusBoard.class, new JsonWireCodec<>("status-board", StatusBoard::toJson, StatusBoard::fromJson));
        codec(
                bus,
                RollupsAdvanced.class,
                new JsonWireCodec<>("rollups-advanced", RollupsAdvanced::toJson, RollupsAdvanced::fromJson));
        codec(bus, StatusPart.class, new JsonWireCodec<>("status-part", StatusPart::toJson, StatusPart::fromJson));
    }

    private static <T> void codec(EventBus bus, Class<T> type, JsonWireCodec<T> codec) {
        bus.registerDefaultCodec(type, codec);
    }
}
