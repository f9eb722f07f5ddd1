/** Candles out of a folder of Binance's kline files. */
package io.signalroom.market.feed.file;
