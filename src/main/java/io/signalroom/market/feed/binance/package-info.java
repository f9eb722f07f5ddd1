/** Candles of Binance: its public REST API for the past, its WebSocket streams for what closes now. */
package io.signalroom.market.feed.binance;
