/** The command line: one class a command. */
package io.signalroom.boot.cli;
