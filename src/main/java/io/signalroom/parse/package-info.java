/** Reads posts: the parser and its stages, and the verticle that feeds it. */
package io.signalroom.parse;
