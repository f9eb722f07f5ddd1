package io.signalroom.parse.plan;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.text.Letters;
import java.util.Map;
import java.util.Set;

/**
 * What is traded, as far as it tells what a written price can mean.
 *
 * @param symbol base asset in capitals; may be null
 * @param quote what it is priced in, if the post says so; may be null
 * @param known true if the asset is one of the vocabulary
 * @param satoshi true if whole prices are satoshi
 */
public record Market(String symbol, String quote, boolean known, boolean satoshi) {
    /** Prices below which these are never quoted in dollars, so that {@code 2.480} must be 2480. */
    private static final Map<String, Integer> FLOORS =
            Map.of("BTC", 1000, "ETH", 50, "XAU", 500, "PAXG", 500, "MKR", 100, "YFI", 500, "BCH", 20, "BNB", 10);

    private static final int SMALL = 1000;

    /** Others that cost or have cost around a thousand dollars; all other coins have always been far cheaper. */
    private static final Set<String> DEAR = Set.of(
            "AAVE", "BIFI", "BSV", "COMP", "DASH", "EGLD", "GNO", "ILV", "KSM", "QNT", "STETH", "TAO", "WBTC", "WETH",
            "XAG", "XAUT", "XMR", "ZEC");

    /** Nothing is known of what is traded. */
    public static final Market UNKNOWN = new Market(null, null, false, false);

    /** The price below which the asset is never quoted, as far as three decimals would be written; 0 if unknown. */
    int floor() {
        return satoshi ? 0 : small(quote) ? SMALL : symbol == null ? 0 : FLOORS.getOrDefault(symbol, 0);
    }

    /** True for money so small that nobody writes three decimals of it: {@code ADA/IDR 6.250}. */
    private static boolean small(String money) {
        return "IDR".equals(money) || "VND".equals(money) || "KRW".equals(money);
    }

    /**
     * True if commas are decimal marks: the words are of languages that write so, and no price of the asset comes near a
     * thousand, so that {@code 2,310} must be 2.31.
     */
    boolean commaDecimal(Page page) {
        boolean dear = symbol == null || FLOORS.containsKey(symbol) || DEAR.contains(symbol);
        return known && !dear && !satoshi && (quote == null || dollar(quote)) && commaWords(page);
    }

    /** True if at least every other known word is of such a language; many labels are English in all. */
    private static boolean commaWords(Page page) {
        int words = 0;
        int comma = 0;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            boolean word = token.term() != null && Letters.letter(page.text().at(token.start()));
            words += word ? 1 : 0;
            comma += word && token.term().comma() ? 1 : 0;
        }
        return comma > 0 && 2 * comma >= words;
    }

    private static boolean dollar(String money) {
        return money.startsWith("USD") || money.endsWith("USD") || money.equals("PERP");
    }
}
