/** Telegram Desktop's exports, JSON, HTML or zip: read as a stream, stored in batches, undone by import. */
package io.signalroom.telegram.export;
