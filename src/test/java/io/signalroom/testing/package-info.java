/** What the tests of all features share. */
package io.signalroom.testing;
