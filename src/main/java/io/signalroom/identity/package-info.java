/** API keys, and who a token speaks for as long as its key stands. */
package io.signalroom.identity;
