/** What prices say: candles, and how each call turned out by them. */
package io.signalroom.market;
