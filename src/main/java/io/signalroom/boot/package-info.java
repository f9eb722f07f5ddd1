/** Start and stop: which verticles run, in which order they come and go. */
package io.signalroom.boot;
