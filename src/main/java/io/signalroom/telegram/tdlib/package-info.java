/** Reads channels with a person's own account, through Telegram's library TDLib, if the operator has set one up. */
package io.signalroom.telegram.tdlib;
