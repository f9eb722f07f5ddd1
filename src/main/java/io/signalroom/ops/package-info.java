/** How the system is: health, metrics, the status board. */
package io.signalroom.ops;
