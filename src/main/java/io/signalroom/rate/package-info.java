/** How much a client may ask for in a minute: decided here at once, shared by the nodes through Redis. */
package io.signalroom.rate;
