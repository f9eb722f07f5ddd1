/** Writes demo posts: invented channels, calls and chatter as channel texts that pass through the real parser. Pure. */
package io.signalroom.demo;
