/** Figures that rank channels honestly: pure functions of settled results. */
package io.signalroom.analytics.rank;
