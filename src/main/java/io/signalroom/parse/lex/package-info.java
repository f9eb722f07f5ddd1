/** Cuts normalised text into typed tokens in one pass: numbers as meant, pairs, links, addresses, known phrases. */
package io.signalroom.parse.lex;
