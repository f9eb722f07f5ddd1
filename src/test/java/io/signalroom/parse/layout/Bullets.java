package io.signalroom.parse.layout;

import java.util.HashMap;
import java.util.Map;

/** Signs before the fields of one post. */
final class Bullets {
    private static final Map<String, String> SIGNS = Map.of(
            "coin", "🪙 💎 📊 📌",
            "side", "📊 🧭 📌",
            "entry", "💰 📍 💵 ➡️ 🔵 🚪 📥 ✅",
            "target", "🎯 ✅ 🏁 💵 🏆 💰",
            "stop", "🛑 ❌ ⛔ ⛔️ 🔴 🚫 🛡",
            "leverage", "⚡ ⚙️ 〽️ 🔀 ⚖️ 💡",
            "exchange", "🏦 🌐",
            "timeframe", "⏱ ⏰ 🕓",
            "among", "🔘 •");

    private enum Kind {
        NONE,
        SAME,
        ROLE,
        NUMBER
    }

    private final Pen pen;
    private final Kind kind;
    private final String same;
    private final Map<String, String> chosen = new HashMap<>();
    private int number;

    Bullets(Pen pen) {
        this.pen = pen;
        int roll = pen.dice.between(0, 99);
        boolean rows = pen.style.shape() == Shape.BLOCK || pen.style.shape() == Shape.AIRY;
        boolean icons = rows || pen.style.shape() == Shape.LINE;
        this.kind = roll < 48 || !icons
                ? Kind.NONE
                : roll < 66 && rows ? Kind.SAME : roll < 97 || !rows ? Kind.ROLE : Kind.NUMBER;
        this.same = pen.dice.pick("•", "▪️", "🔹", "👉", "➤", "-", "*", "🔸", "▶️", "✳️", "○", "✔️");
        pen.note("bullet", kind == Kind.SAME ? same : kind.name());
    }

    /** What stands before a field. */
    String before(Field field) {
        if (!field.bullet()) {
            return "";
        }
        return switch (kind) {
            case NONE -> "";
            case SAME -> same + " ";
            case NUMBER -> ++number + (pen.style.numerals().whole(pen.plan) ? ") " : ". ");
            case ROLE -> sign(field.role()) + " ";
        };
    }

    private String sign(String role) {
        return chosen.computeIfAbsent(role, this::choose);
    }

    /** A tick in running text could belong to what stands before it. */
    private String choose(String role) {
        String sign = pen.dice.pick(SIGNS.get(role).split(" "));
        return sign.equals("✅") && pen.style.shape() == Shape.LINE ? "💰" : sign;
    }
}
