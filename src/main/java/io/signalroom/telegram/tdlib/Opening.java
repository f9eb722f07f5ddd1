package io.signalroom.telegram.tdlib;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds a channel by its name and sees to it that its updates come. The account joins it: Telegram pushes the posts of a channel to
 * its members only. And it is opened, because TDLib tells all updates of opened chats only.
 */
final class Opening {
    private static final Set<String> MEMBERS =
            Set.of("chatMemberStatusMember", "chatMemberStatusAdministrator", "chatMemberStatusCreator");
    /** Without a mark there is no hole to fill, and a hole is filled also where no past is wanted. */
    private static final int HOLE = 1_000;

    private final ChannelBook book;
    private final Marks marks;
    private final int history;
    private final Function<JsonObject, Future<JsonObject>> ask;
    private final Function<Long, Future<Long>> lastStored;

    /**
     * An opening.
     *
     * @param history posts of the past of a channel that is new
     * @param ask asks TDLib
     * @param lastStored the newest message stored of a channel, 0 = none
     */
    Opening(
            ChannelBook book,
            Marks marks,
            int history,
            Function<JsonObject, Future<JsonObject>> ask,
            Function<Long, Future<Long>> lastStored) {
        this.book = book;
        this.marks = marks;
        this.history = history;
        this.ask = ask;
        this.lastStored = lastStored;
    }

    /** Opens it; fails with a {@link TdError}, or with {@link IllegalArgumentException} if it is no channel. */
    Future<Void> open(ReadChannel channel) {
        return ask.apply(Td.of("searchPublicChat").put("username", channel.name))
                .compose(chat -> found(channel, chat))
                .compose(supergroup -> join(channel, supergroup))
                .compose(x -> ask.apply(Td.of("openChat").put("chat_id", channel.chatId)))
                .compose(x -> lastStored.apply(channel.id))
                .map(last -> {
                    walk(channel, last);
                    return null;
                });
    }

    private Future<JsonObject> found(ReadChannel channel, JsonObject chat) {
        JsonObject type = Td.object(chat, "type");
        if (!Td.is(type, "chatTypeSupergroup") || !Td.flag(type, "is_channel")) {
            throw new IllegalArgumentException("no channel");
        }
        long id = Td.number(type, "supergroup_id");
        channel.chatId = Td.number(chat, "id");
        channel.id = id;
        book.add(id);
        book.learnChat(chat);
        return ask.apply(Td.of("getSupergroup").put("supergroup_id", id));
    }

    private Future<JsonObject> join(ReadChannel channel, JsonObject supergroup) {
        book.learnSupergroup(supergroup);
        boolean member = MEMBERS.contains(Td.type(supergroup.getValue("status")));
        return member
                ? Future.succeededFuture(supergroup)
                : ask.apply(Td.of("joinChat").put("chat_id", channel.chatId));
    }

    /** What is behind the mark is whole, unless the database has lost it since. */
    void walk(ReadChannel channel, long lastStored) {
        Optional<Marks.Mark> mark = marks.of(channel.name).filter(it -> it.channelId() == channel.id);
        if (mark.isPresent() && lastStored > 0) {
            channel.walk(Math.min(mark.get().upTo(), lastStored), Math.max(history, HOLE));
        } else {
            channel.walk(0, history);
        }
    }
}
