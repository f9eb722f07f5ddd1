/** Webhooks: addresses that are called when a signal changes. */
package io.signalroom.webhook;
