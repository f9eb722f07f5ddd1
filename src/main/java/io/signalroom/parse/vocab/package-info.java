/**
 * The words the parser knows, loaded from the data files under {@code /parse}, whose README lists the roles and says how to
 * add a word, a language or a coin. All phrases lie in one {@link io.signalroom.parse.vocab.Trie}.
 */
package io.signalroom.parse.vocab;
