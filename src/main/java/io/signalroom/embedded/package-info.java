/**
 * PostgreSQL and Redis as child processes: unpacked once, durable, on loopback only, never left behind. Plain Java; knows
 * nothing of what is stored in them.
 */
package io.signalroom.embedded;
