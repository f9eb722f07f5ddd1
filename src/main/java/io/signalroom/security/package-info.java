/** Who may do what: the key, the tokens, and the headers that keep browsers careful. */
package io.signalroom.security;
