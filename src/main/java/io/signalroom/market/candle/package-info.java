/** Prices of intervals: exact as stored and shown, as columns of doubles to be followed. */
package io.signalroom.market.candle;
