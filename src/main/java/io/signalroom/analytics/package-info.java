/** Figures over many signals: the rollups and the answers made of them. */
package io.signalroom.analytics;
