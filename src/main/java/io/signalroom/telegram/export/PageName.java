package io.signalroom.telegram.export;

import java.util.List;

/** What Telegram Desktop calls the pages of an HTML export: {@code messages.html}, {@code messages2.html} and so on. */
final class PageName {
    private static final String START = "messages";
    private static final String END = ".html";
    private static final int MOST_DIGITS = 6;

    private PageName() {}

    /** Of the page with this number, 1 or more. */
    static String of(int number) {
        return START + (number == 1 ? "" : number) + END;
    }

    /** What a person should know of pages that are not there, between those of these ascending numbers; null if all are. */
    static String missing(List<Integer> numbers) {
        int first = 0;
        int before = 0;
        for (int number : numbers) {
            first = first == 0 && number > before + 1 ? before + 1 : first;
            before = number;
        }
        int count = before - numbers.size();
        return first == 0
                ? null
                : (count == 1 ? of(first) + " is missing" : count + " pages are missing, " + of(first) + " the first")
                        + ": what is on it was not read. Export again, and import that for the rest.";
    }

    /** The number in such a name; 0 if it is none. */
    static int number(String name) {
        if (!name.startsWith(START) || !name.endsWith(END) || name.length() < START.length() + END.length()) {
            return 0;
        }
        String digits = name.substring(START.length(), name.length() - END.length());
        if (digits.isEmpty()) {
            return 1;
        }
        boolean plain = digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = plain ? Integer.parseInt(digits) : 0;
        return of(number).equals(name) ? number : 0;
    }
}
