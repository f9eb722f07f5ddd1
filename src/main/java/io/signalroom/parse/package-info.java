/** Turns the text of a channel post into a judgement: pure Java, no Vert.x, no SQL, no regular expressions. */
package io.signalroom.parse;
