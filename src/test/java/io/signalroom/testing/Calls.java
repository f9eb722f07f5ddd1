package io.signalroom.testing;

import io.signalroom.parse.ParserVerticle;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A parser whose answers are plain to see: "LONG x" and "SHORT x" are calls for x, all else is noise. */
public final class Calls {
    private Calls() {}

    /** A parser verticle that judges so. */
    public static ParserVerticle parser(Room room) {
        return new ParserVerticle(room.pool, room.bus, (text, parent) -> judge(text));
    }

    /** Calls for {@code count} different coins. */
    public static Post[] many(long channel, int firstMessage, int count) {
        return IntStream.range(firstMessage, firstMessage + count)
                .mapToObj(i -> Room.witnessed(channel, i, (i % 2 == 0 ? "LONG T" : "SHORT T") + i))
                .toArray(Post[]::new);
    }

    /** {@code first} to {@code last}. */
    public static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static Judgement judge(String text) {
        int space = text.indexOf(' ');
        if (space < 0 || !(text.startsWith("LONG ") || text.startsWith("SHORT "))) {
            return Judgement.noise(1, List.of("no call"));
        }
        SignalFields fields = SignalFields.builder()
                .symbol(text.substring(space + 1))
                .quote("USDT")
                .side(Side.valueOf(text.substring(0, space)))
                .entries(List.of(BigDecimal.ONE))
                .build();
        return Judgement.of(List.of(new ParsedSignal(PostKind.TRADE_SIGNAL, fields, List.of(), 0.9)), List.of("call"));
    }
}
