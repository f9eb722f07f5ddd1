/** What travels over the bus: immutable records with a hand-written JSON form. */
package io.signalroom.bus.message;
