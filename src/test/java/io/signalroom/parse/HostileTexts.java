package io.signalroom.parse;

import io.signalroom.signal.Post;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The longest texts a post can have, made of what costs a careless parser most. The benchmark reads them too. */
public final class HostileTexts {
    private static final List<String> PIECES = List.of(
            "1",
            "1,",
            "1.",
            "1 ",
            "9 111 ",
            "1)",
            "1)1 ",
            "1.5-",
            "0.0₅",
            "0.0₅8 ",
            "1e9",
            "١",
            "𝟐.",
            ",",
            ".",
            "a",
            "A1",
            "aбא",
            "е",
            "#",
            "#BTC ",
            "#BTC",
            "$A ",
            "/USDT",
            "BTC/USDT ",
            "BTC/",
            "X/X/",
            "BTC ETH ",
            "BTC ETH 1 ",
            "stop loss ",
            "take profit target ",
            "entry 1 target 2 stop 3 ",
            "entry 1\ntarget 2\nstop 3\n\n",
            "BTC long 1 tp 2 sl 3\n\n",
            "TP1 ✅ ",
            "closed cancelled stopped ",
            "TP1 ✅\n",
            "10x ",
            "long 10x ",
            "long short ",
            "(",
            "()",
            "[{(",
            "\n",
            " ",
            "\u00A0",
            "\r\n",
            "0x",
            "0x27e656C9d9147610b30041937962cb2338eD17f0 ",
            "http://",
            "https://pump.fun/",
            "https://t.me/a ",
            "t.me/",
            "coin is ",
            "coin is A * ",
            "A * B * ",
            "MC: ",
            "listed Binance ABC ",
            "目标",
            "止",
            "ликвид",
            "цель 1 ",
            "\u0301",
            "e\u0301",
            "\u200B",
            "1\u200B",
            "\uD83D",
            "\uDE80",
            "🚀",
            "👨‍👩‍👧",
            "1️⃣",
            "🅑",
            "%1",
            "5% ",
            "x1",
            "@a",
            "- ",
            "_-_",
            "sats 1,2,3,");

    private HostileTexts() {}

    /** Texts of (almost) {@link Post#MAX_TEXT} characters by a printable name: the piece they repeat, escaped. */
    public static Map<String, String> all() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String piece : PIECES) {
            texts.put(name(piece), piece.repeat(Post.MAX_TEXT / piece.length()));
        }
        return texts;
    }

    private static String name(String piece) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c > ' ' && c < 0x7F) {
                name.append(c);
            } else if (c == ' ') {
                name.append('_');
            } else {
                name.append(String.format("\\u%04X", (int) c));
            }
        }
        return name.toString();
    }
}
