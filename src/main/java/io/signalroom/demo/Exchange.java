package io.signalroom.demo;

import java.util.List;

/** Exchanges that channels name, and the names they use. */
enum Exchange {
    BINANCE("Binance", "Binance Futures"),
    BYBIT("Bybit", "ByBit USDT"),
    KUCOIN("KuCoin"),
    OKX("OKX"),
    GATE("Gate.io"),
    MEXC("MEXC"),
    BITGET("Bitget"),
    BINGX("BingX"),
    UPBIT("Upbit"),
    COINBASE("Coinbase");

    /** Those that trade futures, so that calls name them. */
    static final List<Exchange> FUTURES = List.of(BINANCE, BINANCE, BYBIT, KUCOIN, OKX, GATE, MEXC, BITGET, BINGX);

    /** Those whose listings are news. */
    static final List<Exchange> LISTING = List.of(BINANCE, BYBIT, KUCOIN, OKX, GATE, MEXC, UPBIT, COINBASE);

    final String display;
    /** What its futures are called; the display name if nothing else. */
    final String futures;

    Exchange(String display) {
        this(display, display);
    }

    Exchange(String display, String futures) {
        this.display = display;
        this.futures = futures;
    }
}
