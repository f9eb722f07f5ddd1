package io.signalroom.demo;

import io.signalroom.signal.Chain;

/** Invented contract addresses in the form of each chain. */
final class Addresses {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String HEX = "0123456789abcdef";

    private Addresses() {}

    static String of(Chain chain, Dice dice) {
        return switch (chain) {
            case SOLANA -> dice.chance(0.5) ? random(BASE58, 40, dice) + "pump" : random(BASE58, 44, dice);
            case TON -> "EQ" + random(BASE64, 46, dice);
            case TRON -> "T" + random(BASE58, 33, dice);
            default -> hex(dice);
        };
    }

    static String hex(Dice dice) {
        return "0x" + random(HEX, 40, dice);
    }

    private static String random(String alphabet, int length, Dice dice) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(dice.below(alphabet.length())));
        }
        return out.toString();
    }
}
