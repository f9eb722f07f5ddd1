/** Files of signals: CSV, a signal a line, one JSON object. */
package io.signalroom.api.export;
