/** How calls turned out: the rules in plain Java, the verticle that keeps them up with candles and signals. */
package io.signalroom.market.outcome;
