/** The chain of hashes over what was stored of each channel: how a link is made, and the walk that finds a broken one. */
package io.signalroom.ledger.witness;
