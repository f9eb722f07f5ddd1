/** Answers kept ready: a near cache in each node, Redis between the nodes. */
package io.signalroom.cache;
