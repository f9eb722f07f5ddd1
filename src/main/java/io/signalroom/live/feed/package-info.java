/** The changes of signals as they are read live: events, filters, and how a reader gets all of them once and in order. */
package io.signalroom.live.feed;
