/** Telegram Desktop's JSON export: read as a stream, stored in batches. */
package io.signalroom.telegram.export;
