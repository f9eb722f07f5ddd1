/** Makes text comparable (one form for letters, digits, dashes, spaces) and remembers where each character came from. */
package io.signalroom.parse.text;
