package io.signalroom.parse.layout;

import java.util.List;
import java.util.stream.Collectors;

/** What is done to the characters of a finished post. */
final class Decoration {
    private static final String INVISIBLE = "\u200B\u200D\uFEFF\u2060";

    private Decoration() {}

    /** {@code text} as it is, or in fancy characters, marked up, or with invisible ones between. */
    static String of(Pen pen, String text) {
        String kind = kind(pen, text);
        pen.note("deco", kind);
        return switch (kind) {
            case "bold" -> mapped(text, 0x1D400, 0x1D41A, 0x1D7CE);
            case "sans-bold" -> mapped(text, 0x1D5D4, 0x1D5EE, 0x1D7EC);
            case "circled" -> mapped(text, 0x24B6, 0x24D0, '0');
            case "full-width" -> mapped(text, 0xFF21, 0xFF41, 0xFF10);
            case "invisible" -> sprinkled(pen.dice, text);
            case "no-break" -> text.replace(' ', '\u00A0');
            case "markdown" -> text.lines().map(line -> marked(pen.dice, line)).collect(Collectors.joining("\n"));
            default -> text;
        };
    }

    /** Handles and links stay readable, so posts with them keep their characters. */
    private static String kind(Pen pen, String text) {
        int roll = pen.dice.between(0, 99);
        boolean links = text.contains("@") || text.contains("http");
        int wide = List.of("zh", "ja").contains(pen.style.language()) ? 13 : 7;
        if (roll < wide) {
            return links ? "none" : roll < 4 ? "bold" : roll == 4 ? "sans-bold" : roll == 5 ? "circled" : "full-width";
        }
        if (roll < 19) {
            return roll < 16 ? "invisible" : "no-break";
        }
        return roll < 25 && pen.style.shape().hasRows() ? "markdown" : "none";
    }

    /** Latin letters and digits moved to other blocks; digits of keycaps stay. */
    private static String mapped(String text, int upper, int lower, int digit) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean keycap = i + 1 < text.length() && text.charAt(i + 1) == '\uFE0F';
            if (c >= 'A' && c <= 'Z') {
                out.appendCodePoint(upper + c - 'A');
            } else if (c >= 'a' && c <= 'z') {
                out.appendCodePoint(lower + c - 'a');
            } else if (c >= '0' && c <= '9' && !keycap) {
                out.appendCodePoint(digit + c - '0');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String sprinkled(Dice dice, String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean inside = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
            if (!inside && dice.chance(6)) {
                out.append(INVISIBLE.charAt(dice.between(0, INVISIBLE.length() - 1)));
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    /** The label of a line in bold type. */
    private static String marked(Dice dice, String line) {
        int colon = line.indexOf(": ");
        if (colon < 1) {
            return dice.chance(30) && !line.isBlank() ? "**" + line + "**" : line;
        }
        return "**" + line.substring(0, colon) + ":** " + line.substring(colon + 2);
    }
}
