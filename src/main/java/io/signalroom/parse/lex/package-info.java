/** Cuts normalised text into typed tokens in one pass. */
package io.signalroom.parse.lex;
