/** The one way to Redis: a connection that heals itself and never lets anybody wait. */
package io.signalroom.redis;
