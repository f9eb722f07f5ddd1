/** What all who ask servers on the net have in common: bounds, waits, words for what fails. */
package io.signalroom.net;
