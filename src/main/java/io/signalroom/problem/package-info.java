/** Everything that can go wrong, in one list, and the one place that turns it into an HTTP answer. */
package io.signalroom.problem;
