package io.signalroom.telegram.tdlib;

import io.signalroom.telegram.Gap;
import io.signalroom.telegram.tdlib.ReadChannel.Stage;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Words for people: what TDLib's errors mean and how the reading stands. */
final class TdWords {
    static final String SIGN_IN = "java -jar target/signalroom.jar telegram sign-in";
    static final String SIGNED_OUT = "Nobody is signed in. Run: " + SIGN_IN + "; reading begins by itself after that.";
    private static final int NAMED = 3;

    private TdWords() {}

    /** Why a channel cannot be read. */
    static String ofChannel(TdError error) {
        return switch (error.word()) {
            case "USERNAME_INVALID", "USERNAME_NOT_OCCUPIED" -> "nobody has this name";
            case "CHANNELS_TOO_MUCH" -> "the account is a member of too many channels, leave some";
            case "CHANNEL_PRIVATE", "USER_BANNED_IN_CHANNEL" -> "it does not let the account in";
            default -> "Telegram refuses it (" + error.code() + ")";
        };
    }

    /** Why a step of signing in was refused, with the cure. */
    static String ofSignIn(TdError error) {
        if (error.tooMany().isPresent()) {
            return "Telegram refuses more tries for now. Try again in "
                    + error.tooMany().get().toSeconds() + " seconds.";
        }
        return switch (error.word()) {
            case "PHONE_NUMBER_INVALID" -> "Telegram knows no such number. Write it with the country's code, as +49...";
            case "PHONE_NUMBER_BANNED" -> "Telegram has banned this number.";
            case "PHONE_NUMBER_FLOOD" -> "Too many codes were asked for. Try again tomorrow.";
            case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY" ->
                "This is not the code. Telegram sent it to your other devices.";
            case "PHONE_CODE_EXPIRED" -> "This code has expired. Begin anew: " + SIGN_IN;
            case "PASSWORD_HASH_INVALID" -> "This is not the password.";
            case "API_ID_INVALID", "API_ID_PUBLISHED_FLOOD" ->
                "Telegram refuses TELEGRAM_API_ID and TELEGRAM_API_HASH. Take yours from my.telegram.org.";
            default ->
                "Telegram refuses this (" + error.code() + (error.word().isEmpty() ? "" : " " + error.word()) + ").";
        };
    }

    /** How all channels stand. */
    static String ofChannels(List<ReadChannel> channels) {
        if (channels.isEmpty()) {
            return "Is signed in, and reads nothing: name channels in TELEGRAM_CHANNELS and restart.";
        }
        long live = count(channels, Stage.LIVE);
        StringBuilder words =
                new StringBuilder("Reads " + live + " of " + channels.size() + " channels with your account.");
        long walking = count(channels, Stage.WALKING) + count(channels, Stage.HANDING_OVER);
        if (walking > 0) {
            int posts = channels.stream()
                    .filter(c -> c.stage == Stage.WALKING)
                    .mapToInt(c -> c.walk.read())
                    .sum();
            words.append(" Loads the past of ")
                    .append(walking)
                    .append(" (")
                    .append(posts)
                    .append(" posts so far).");
        }
        troubles(channels).forEach(words::append);
        gaps(channels).forEach(words::append);
        return words.toString();
    }

    private static long count(List<ReadChannel> channels, Stage stage) {
        return channels.stream().filter(c -> c.stage == stage).count();
    }

    private static List<String> troubles(List<ReadChannel> channels) {
        List<String> all = channels.stream()
                .filter(c -> !c.trouble.isEmpty())
                .map(c -> " @" + c.name + ": " + c.trouble + ".")
                .sorted()
                .toList();
        return shortened(all);
    }

    private static List<String> gaps(List<ReadChannel> channels) {
        return shortened(channels.stream()
                .filter(c -> c.gap != null)
                .map(c -> " Posts of @" + c.name + " " + words(c.gap)
                        + " are missing: import an export of the channel to fill it.")
                .sorted()
                .toList());
    }

    private static String words(Gap gap) {
        return "from " + gap.from().truncatedTo(ChronoUnit.MINUTES) + " to "
                + gap.to().truncatedTo(ChronoUnit.MINUTES);
    }

    private static List<String> shortened(List<String> all) {
        if (all.size() <= NAMED) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, NAMED));
        some.add(" And so with " + (all.size() - NAMED) + " more.");
        return some;
    }
}
