/**
 * Turns the text of a channel post into a judgement: pure Java, no Vert.x, no SQL, no regular expressions. The stages are the
 * packages below, in the order text, lex (with vocab), plan, grammar, decide; {@link io.signalroom.parse.SignalParser}
 * calls them. {@link io.signalroom.parse.ParserVerticle} and what it uses serve the parser to the rest of the program.
 */
package io.signalroom.parse;
