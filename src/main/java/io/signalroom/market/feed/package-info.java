/** Where candles come from, one class or package a source. */
package io.signalroom.market.feed;
