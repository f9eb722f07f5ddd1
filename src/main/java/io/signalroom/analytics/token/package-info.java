/** What is known of tokens: figures of one, and which are called more than usual. */
package io.signalroom.analytics.token;
