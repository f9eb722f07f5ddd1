package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.vertx.core.Future;
import java.time.Duration;

/** The operations of the tag Status. */
final class StatusApi {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Bus bus;

    StatusApi(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> getStatus(Call call) {
        return bus.<StatusAsked, StatusBoard>request(Addresses.STATUS_GET, new StatusAsked(), PATIENCE)
                .map(board -> Answer.ok(board.status()));
    }
}
