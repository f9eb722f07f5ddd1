package io.signalroom.api;

import io.vertx.core.Future;

/** Every operation of the contract and the method that answers it. */
enum Operation {
    LIST_SIGNALS("listSignals"),
    EXPORT_SIGNALS("exportSignals"),
    GET_SIGNAL_FEED("getSignalFeed"),
    LIST_SIGNAL_CHANGES("listSignalChanges"),
    GET_SIGNAL("getSignal"),
    LIST_ELSEWHERE("listElsewhere"),
    GET_SIGNAL_IMAGE("getSignalImage"),
    CREATE_SIGNAL("createSignal"),
    JUDGE_SIGNAL("judgeSignal"),
    DELETE_SIGNAL("deleteSignal"),
    LIST_CHANNELS("listChannels"),
    GET_CHANNEL("getChannel"),
    CREATE_CHANNEL("createChannel"),
    PREVIEW_CHANNEL("previewChannel"),
    GET_HISTORICAL("getHistorical"),
    GET_TOKEN_STATS("getTokenStats"),
    GET_LEADERBOARD("getLeaderboard"),
    GET_TRENDING("getTrending"),
    RUN_BENCHMARK("runBenchmark"),
    GET_PATTERNS("getPatterns"),
    LIST_CANDLES("listCandles"),
    PARSE_TEXT("parseText"),
    LIST_IMPORTS("listImports"),
    CREATE_IMPORT("createImport"),
    GET_IMPORT("getImport"),
    UNDO_IMPORT("undoImport"),
    TAKE_UPDATE("takeUpdate"),
    START_DEMO("startDemo"),
    REMOVE_DEMO("removeDemo"),
    CREATE_TOKEN("createToken"),
    LIST_KEYS("listKeys"),
    CREATE_KEY("createKey"),
    REVOKE_KEY("revokeKey"),
    OPEN_LIVE_SOCKET("openLiveSocket"),
    STREAM_LIVE_EVENTS("streamLiveEvents"),
    LIST_WEBHOOKS("listWebhooks"),
    CREATE_WEBHOOK("createWebhook"),
    GET_WEBHOOK("getWebhook"),
    CHANGE_WEBHOOK("changeWebhook"),
    DELETE_WEBHOOK("deleteWebhook"),
    ROTATE_WEBHOOK_SECRET("rotateWebhookSecret"),
    TEST_WEBHOOK("testWebhook"),
    LIST_WEBHOOK_DELIVERIES("listWebhookDeliveries"),
    GET_STATUS("getStatus");

    private final String id;

    Operation(String id) {
        this.id = id;
    }

    /** One object a tag. */
    record Apis(
            SignalsApi signals,
            ChannelsApi channels,
            AnalyticsApi analytics,
            BenchmarkApi benchmark,
            MarketApi market,
            ParseApi parse,
            ImportsApi imports,
            TelegramApi telegram,
            DemoApi demo,
            KeysApi keys,
            LiveApi live,
            WebhooksApi webhooks,
            StatusApi status) {}

    /** The operation id in the contract. */
    String id() {
        return id;
    }

    Future<? extends Reply> answer(Apis apis, Call call) {
        return switch (this) {
            case LIST_SIGNALS -> apis.signals().listSignals(call);
            case EXPORT_SIGNALS -> apis.signals().exportSignals(call);
            case GET_SIGNAL_FEED -> apis.signals().getSignalFeed(call);
            case LIST_SIGNAL_CHANGES -> apis.signals().listSignalChanges(call);
            case GET_SIGNAL -> apis.signals().getSignal(call);
            case LIST_ELSEWHERE -> apis.signals().listElsewhere(call);
            case GET_SIGNAL_IMAGE -> apis.signals().getSignalImage(call);
            case CREATE_SIGNAL -> apis.signals().createSignal(call);
            case JUDGE_SIGNAL -> apis.signals().judgeSignal(call);
            case DELETE_SIGNAL -> apis.signals().deleteSignal(call);
            case LIST_CHANNELS -> apis.channels().listChannels(call);
            case GET_CHANNEL -> apis.channels().getChannel(call);
            case CREATE_CHANNEL -> apis.channels().createChannel(call);
            case PREVIEW_CHANNEL -> apis.channels().previewChannel(call);
            case GET_HISTORICAL -> apis.analytics().getHistorical(call);
            case GET_TOKEN_STATS -> apis.analytics().getTokenStats(call);
            case GET_LEADERBOARD -> apis.analytics().getLeaderboard(call);
            case GET_TRENDING -> apis.analytics().getTrending(call);
            case RUN_BENCHMARK -> apis.benchmark().runBenchmark(call);
            case GET_PATTERNS -> apis.analytics().getPatterns(call);
            case LIST_CANDLES -> apis.market().listCandles(call);
            case PARSE_TEXT -> apis.parse().parseText(call);
            case LIST_IMPORTS -> apis.imports().listImports(call);
            case CREATE_IMPORT -> apis.imports().createImport(call);
            case GET_IMPORT -> apis.imports().getImport(call);
            case UNDO_IMPORT -> apis.imports().undoImport(call);
            case TAKE_UPDATE -> apis.telegram().takeUpdate(call);
            case START_DEMO -> apis.demo().startDemo(call);
            case REMOVE_DEMO -> apis.demo().removeDemo(call);
            case CREATE_TOKEN -> apis.keys().createToken(call);
            case LIST_KEYS -> apis.keys().listKeys(call);
            case CREATE_KEY -> apis.keys().createKey(call);
            case REVOKE_KEY -> apis.keys().revokeKey(call);
            case OPEN_LIVE_SOCKET -> apis.live().openLiveSocket(call);
            case STREAM_LIVE_EVENTS -> apis.live().streamLiveEvents(call);
            case LIST_WEBHOOKS -> apis.webhooks().listWebhooks(call);
            case CREATE_WEBHOOK -> apis.webhooks().createWebhook(call);
            case GET_WEBHOOK -> apis.webhooks().getWebhook(call);
            case CHANGE_WEBHOOK -> apis.webhooks().changeWebhook(call);
            case DELETE_WEBHOOK -> apis.webhooks().deleteWebhook(call);
            case ROTATE_WEBHOOK_SECRET -> apis.webhooks().rotateWebhookSecret(call);
            case TEST_WEBHOOK -> apis.webhooks().testWebhook(call);
            case LIST_WEBHOOK_DELIVERIES -> apis.webhooks().listWebhookDeliveries(call);
            case GET_STATUS -> apis.status().getStatus(call);
        };
    }
}
