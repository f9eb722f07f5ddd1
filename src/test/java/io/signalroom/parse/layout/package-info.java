/** Labelled calls by generator: a plan from a seed, written down through a random grammar of layouts in many languages. */
package io.signalroom.parse.layout;
