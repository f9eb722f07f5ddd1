/** The HTTP API: the contract decides what there is, one class a tag answers it, one router keeps the edge. */
package io.signalroom.api;
