package io.signalroom.config;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads single values: null, or an {@link IllegalArgumentException}, for what is none of its kind. */
final class Values {
    private static final int MIN_SECRET = 32;
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern FOUR_BYTES = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern CHANNEL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{3,31}");
    private static final int MOST_CHANNELS = 50;
    private static final Pattern HEX_AND_COLONS = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    /** In no key that was made by chance, but in those that were copied out of instructions. */
    private static final List<String> WORDS_OF_EXAMPLES =
            List.of("changeme", "changethis", "replaceme", "secretkey", "yoursecret", "mysecret", "password");

    private Values() {}

    static String oneOf(String value, String... known) {
        return Arrays.asList(known).contains(value) ? value : null;
    }

    static String host(String value) {
        return value.contains("/") || value.contains(" ") ? null : value;
    }

    static Integer whole(String value, int min, int max) {
        int number = Integer.parseInt(value);
        return number < min || number > max ? null : number;
    }

    static Double share(String value) {
        double number = Double.parseDouble(value);
        return number >= 0 && number <= 1 ? number : null;
    }

    static Double smallPercent(String value) {
        double number = Double.parseDouble(value);
        return number >= 0 && number <= 10 ? number : null;
    }

    static Boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> null;
        };
    }

    static String url(String value, String... schemes) {
        URI uri = URI.create(value);
        return Arrays.asList(schemes).contains(uri.getScheme()) && uri.getHost() != null ? value : null;
    }

    static URI address(String value, String... schemes) {
        String address = url(value, schemes);
        return address == null || address.endsWith("/") ? null : URI.create(address);
    }

    /** Goes into a header: plain characters only. */
    static String contact(String value) {
        return value.length() <= 100 && value.chars().allMatch(c -> c >= ' ' && c < 127) ? value : null;
    }

    /** Keys that come over the network unprotected would be anybody's. */
    static URI keySet(String value) {
        URI uri = URI.create(url(value, "http", "https") == null ? "" : value);
        boolean here = List.of("127.0.0.1", "[::1]", "localhost").contains(String.valueOf(uri.getHost()));
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here) ? uri : null;
    }

    /** Each once, whatever its case, without the {@code @} that may stand before it. */
    static List<String> channelNames(String value) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String part : value.split(",")) {
            String name = part.strip();
            name = name.startsWith("@") ? name.substring(1) : name;
            if (!name.isEmpty()) {
                names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            }
        }
        boolean right = names.values().stream()
                .allMatch(name -> CHANNEL_NAME.matcher(name).matches());
        return right && names.size() <= MOST_CHANNELS ? List.copyOf(names.values()) : null;
    }

    static List<String> origins(String value) {
        List<String> list = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
        return list.stream()
                        .allMatch(o -> url(o, "http", "https") != null
                                && URI.create(o).getPath().isEmpty())
                ? list
                : null;
    }

    static List<String> networks(String value) {
        List<String> list = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
        return list.stream().allMatch(Values::network) ? list : null;
    }

    private static boolean network(String text) {
        String[] parts = text.split("/", -1);
        boolean four = FOUR_BYTES.matcher(parts[0]).matches();
        boolean known = four || sixteenBytes(parts[0]);
        return known && (parts.length == 1 || (parts.length == 2 && whole(parts[1], 0, four ? 32 : 128) != null));
    }

    /** Asks no library that logs: the log would be set up before the settings say how. */
    private static boolean sixteenBytes(String text) {
        return HEX_AND_COLONS.matcher(text).matches()
                && URI.create("//[" + text + "]").getHost() != null;
    }

    static Secret secretKey(String value) {
        String plain = value.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
        boolean guessed = WORDS_OF_EXAMPLES.stream().anyMatch(plain::contains);
        boolean varied = value.chars().distinct().count() >= 8;
        return value.length() >= MIN_SECRET && varied && !guessed ? new Secret(value) : null;
    }

    /** As Telegram takes it, and longer than anybody guesses. */
    static Secret hookSecret(String value) {
        boolean plain = value.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
        return plain && value.length() >= 16 && value.length() <= 256 ? new Secret(value) : null;
    }

    static Secret botToken(String value) {
        int colon = value.indexOf(':');
        return colon > 0 && value.length() > colon + 10 && value.chars().noneMatch(c -> c == '/' || c <= ' ')
                ? new Secret(value)
                : null;
    }

    static Secret apiHash(String value) {
        return value.length() == 32 && value.chars().allMatch(c -> Character.digit(c, 16) >= 0)
                ? new Secret(value)
                : null;
    }
}
