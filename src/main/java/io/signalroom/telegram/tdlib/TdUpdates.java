package io.signalroom.telegram.tdlib;

import io.signalroom.telegram.Delivery;
import io.signalroom.telegram.Gap;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Makes posts of TDLib's updates and messages. What is broken is left out and counted, it never costs the others. An edit comes as
 * two updates, the new content and then the time; both together are a version. Where the post itself was not heard it is fetched.
 */
final class TdUpdates {
    private final ChannelBook book;
    private final Clock clock;
    private final Function<JsonObject, Future<JsonObject>> ask;
    private final LongConsumer unsure;
    private final Heard heard = new Heard();
    private final Origins origins = new Origins();

    /**
     * A reader.
     *
     * @param ask asks TDLib
     * @param unsure is told the bare id of a channel of which an edit could not be fetched, so that it is read again
     */
    TdUpdates(ChannelBook book, Clock clock, Function<JsonObject, Future<JsonObject>> ask, LongConsumer unsure) {
        this.book = book;
        this.clock = clock;
        this.ask = ask;
        this.unsure = unsure;
    }

    /** The delivery in some updates, in their order; never fails. */
    Future<Delivery> read(List<JsonObject> updates) {
        Gathered gathered = new Gathered(clock.instant());
        Future<Void> all = Future.succeededFuture();
        for (JsonObject update : updates) {
            all = all.compose(x -> read(update, gathered)).recover(broken -> {
                gathered.ignore();
                return Future.succeededFuture();
            });
        }
        return all.map(x -> gathered.delivery(book, null));
    }

    /** The delivery in some messages of a channel's past. */
    Delivery history(List<JsonObject> messages, Gap gap) {
        Gathered gathered = new Gathered(clock.instant());
        messages.forEach(message -> message(message, gathered));
        return gathered.delivery(book, gap);
    }

    private Future<Void> read(JsonObject update, Gathered gathered) {
        switch (Td.type(update)) {
            case "updateNewMessage" -> message(Td.object(update, "message"), gathered);
            case "updateMessageContent" -> content(update);
            case "updateMessageEdited" -> {
                return edited(update, gathered);
            }
            case "updateDeleteMessages" -> deleted(update, gathered);
            default -> {
                book.learn(update);
                origins.learn(update);
            }
        }
        return Future.succeededFuture();
    }

    private void message(JsonObject message, Gathered gathered) {
        try {
            long channelId = book.idOf(Td.number(message, "chat_id"));
            if (channelId == 0 || TdMessage.local(message)) {
                return;
            }
            known(channelId, TdMessage.idOf(Td.number(message, "id")), message, gathered);
        } catch (IllegalArgumentException e) {
            gathered.ignore();
        }
    }

    /** From here on it is known which post it is, so a refusal is kept. */
    private void known(long channelId, long messageId, JsonObject message, Gathered gathered) {
        try {
            TdMessage post = TdMessage.of(message, gathered.now(), origins);
            heard.post(post);
            gathered.post(channelId, post);
        } catch (IllegalArgumentException e) {
            gathered.reject(channelId, messageId, e.getMessage());
        }
    }

    private void content(JsonObject update) {
        Heard.Key key = key(update);
        if (book.idOf(key.chatId()) != 0) {
            heard.content(key, Td.object(update, "new_content"));
        }
    }

    private static Heard.Key key(JsonObject update) {
        return new Heard.Key(Td.number(update, "chat_id"), Td.number(update, "message_id"));
    }

    private Future<Void> edited(JsonObject update, Gathered gathered) {
        Heard.Key key = key(update);
        long channelId = book.idOf(key.chatId());
        if (channelId == 0) {
            return Future.succeededFuture();
        }
        long seconds = Td.number(update, "edit_date");
        Instant editedAt = seconds == 0 ? null : TdMessage.time(seconds, gathered.now());
        Optional<String> text = heard.takeContent(key).map(TdMessage::textOf);
        Future<TdMessage> post = heard.post(key)
                .filter(x -> text.isPresent())
                .map(Future::succeededFuture)
                .orElseGet(() -> fetch(channelId, key, gathered.now()));
        return post.map(known -> {
            String now = text.orElse(known.text());
            gathered.edit(channelId, known.edited(editedAt, now));
            return null;
        });
    }

    private Future<TdMessage> fetch(long channelId, Heard.Key key, Instant now) {
        return ask.apply(Td.of("getMessage").put("chat_id", key.chatId()).put("message_id", key.tdId()))
                .onFailure(failure -> {
                    if (!(failure instanceof TdError error) || error.code() != 404) {
                        unsure.accept(channelId);
                    }
                })
                .map(message -> TdMessage.of(message, now, origins))
                .onSuccess(heard::post);
    }

    /** Only what is gone at Telegram; TDLib also tells what it has taken out of its memory. */
    private void deleted(JsonObject update, Gathered gathered) {
        long channelId = book.idOf(Td.number(update, "chat_id"));
        if (channelId == 0 || !Td.flag(update, "is_permanent") || Td.flag(update, "from_cache")) {
            return;
        }
        for (Object id : Td.values(update, "message_ids")) {
            try {
                gathered.delete(channelId, TdMessage.idOf(Td.number(id, "message id")));
            } catch (IllegalArgumentException e) {
                gathered.ignore();
            }
        }
    }
}
