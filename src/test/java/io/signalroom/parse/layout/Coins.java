package io.signalroom.parse.layout;

import io.signalroom.parse.layout.Plan.Coin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tickers to trade: of the parser's own list, and some no list has. */
final class Coins {
    private static final List<String> NAMED = List.of("BTC=Bitcoin", "ETH=Ethereum");
    private static final Set<String> DEAR =
            Set.of("BTC", "ETH", "WBTC", "BNB", "BCH", "YFI", "MKR", "PAXG", "XAUT", "TAO", "STETH", "BTCDOM");
    private static final String NOT_COINS =
            " XAU XAG EUR GBP TRY USDT USDC USD DAI SATS NZD AUD CAD CHF JPY ZAR SGD HKD KRW BRL PLN"
                    + " CNY UAH RUB MXN NGN ARS KZT AED IDR INR VND PHP USOIL UKOIL WTI BRENT GER40 US100 US30 US500 NAS100 SPX500 XPT XPD ";

    private final List<String> listed = new ArrayList<>();
    private final Set<String> everyday = new HashSet<>();
    private final List<String> unlisted;

    /** @param unlisted tickers that no list has */
    Coins(List<String> unlisted) {
        this.unlisted = unlisted;
        try (InputStream in = Coins.class.getResourceAsStream("/parse/assets.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listed.removeIf(ticker -> !tradable(ticker));
    }

    private void take(String row) {
        String[] words = row.split("=")[0].trim().split(" +");
        List<String> tickers = Arrays.asList(words).subList(1, words.length);
        if (words[0].equals("asset")) {
            listed.addAll(tickers);
        } else if (words[0].equals("homograph")) {
            listed.addAll(tickers);
            everyday.addAll(tickers);
        }
    }

    private static boolean tradable(String ticker) {
        boolean latin = ticker.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z');
        boolean quote =
                ticker.length() > 3 && (ticker.endsWith("USD") || ticker.endsWith("BTC") || ticker.endsWith("ETH"));
        return latin && !quote && ticker.length() > 1 && !NOT_COINS.contains(" " + ticker + " ");
    }

    /**
     * Any coin.
     *
     * @param quote what it is priced in; null to leave it out
     * @param price about its price: nobody believes a Bitcoin at 2.835
     */
    Coin roll(Dice dice, String quote, double price) {
        if (quote == null && price > 1000 && dice.chance(40)) {
            String[] named = dice.pick(NAMED).split("=");
            return new Coin(named[0], null, named[1], true);
        }
        if (dice.chance(12)) {
            return new Coin(dice.pick(unlisted), quote, null, false);
        }
        if (dice.chance(3) && quote != null && !quote.equals("BTC")) {
            return new Coin(dice.pick("1000SHIB", "1000PEPE", "1000BONK", "1000FLOKI"), quote, null, true);
        }
        String ticker = dice.pick(listed);
        if (ticker.equals(quote) || DEAR.contains(ticker) && price < 1000) {
            ticker = "KAVA";
        }
        return new Coin(ticker, quote, null, !everyday.contains(ticker) && ticker.length() > 2);
    }
}
