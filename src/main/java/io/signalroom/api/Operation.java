package io.signalroom.api;

import io.vertx.core.Future;
import java.util.function.BiFunction;

/** Every operation of the contract and the method that answers it. */
enum Operation {
    LIST_SIGNALS("listSignals", (apis, call) -> apis.signals().listSignals(call)),
    LIST_SIGNAL_CHANGES("listSignalChanges", (apis, call) -> apis.signals().listSignalChanges(call)),
    GET_SIGNAL("getSignal", (apis, call) -> apis.signals().getSignal(call)),
    CREATE_SIGNAL("createSignal", (apis, call) -> apis.signals().createSignal(call)),
    DELETE_SIGNAL("deleteSignal", (apis, call) -> apis.signals().deleteSignal(call)),
    LIST_CHANNELS("listChannels", (apis, call) -> apis.channels().listChannels(call)),
    GET_CHANNEL("getChannel", (apis, call) -> apis.channels().getChannel(call)),
    CREATE_CHANNEL("createChannel", (apis, call) -> apis.channels().createChannel(call)),
    GET_HISTORICAL("getHistorical", (apis, call) -> apis.analytics().getHistorical(call)),
    GET_STATUS("getStatus", (apis, call) -> apis.status().getStatus(call));

    private final String id;
    private final BiFunction<Apis, Call, Future<Answer>> handler;

    Operation(String id, BiFunction<Apis, Call, Future<Answer>> handler) {
        this.id = id;
        this.handler = handler;
    }

    /** One object a tag. */
    record Apis(SignalsApi signals, ChannelsApi channels, AnalyticsApi analytics, StatusApi status) {}

    /** The operation id in the contract. */
    String id() {
        return id;
    }

    Future<Answer> answer(Apis apis, Call call) {
        return handler.apply(apis, call);
    }
}
