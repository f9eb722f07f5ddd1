/** Changes that are carried out once, however often a caller asks for them with the same key. */
package io.signalroom.idempotency;
