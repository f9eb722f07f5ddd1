/** The domain in plain Java: what a post says and what it is called. Knows no Vert.x, no SQL, no JSON library. */
package io.signalroom.signal;
