package io.signalroom.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads single values: null, or an {@link IllegalArgumentException}, for what is none of its kind. */
final class Values {
    private static final int MIN_SECRET = 32;

    private Values() {}

    static String oneOf(String value, String... known) {
        return Arrays.asList(known).contains(value) ? value : null;
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

    static Secret secretKey(String value) {
        return value.length() >= MIN_SECRET && value.chars().distinct().count() >= 8 ? new Secret(value) : null;
    }

    static Secret botToken(String value) {
        int colon = value.indexOf(':');
        return colon > 0 && value.length() > colon + 10 && value.chars().noneMatch(c -> c == '/' || c <= ' ')
                ? new Secret(value)
                : null;
    }
}
