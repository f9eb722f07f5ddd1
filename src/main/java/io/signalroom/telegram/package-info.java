/** Where posts come from: the sources, the lease that keeps them to one node, and the transaction that stores them. */
package io.signalroom.telegram;
