/** Live updates: the tail of the event log and the SockJS bridge to browsers. */
package io.signalroom.live;
