/** Small grammars over tokens, one class a kind of post or a concern, which gather evidence and propose readings. */
package io.signalroom.parse.grammar;
