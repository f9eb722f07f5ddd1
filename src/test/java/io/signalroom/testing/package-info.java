/** What tests of several features share. */
package io.signalroom.testing;
