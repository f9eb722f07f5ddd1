/** Live updates: the tail of the event log and the event bus bridge to browsers. */
package io.signalroom.live;
