/** The web site: pages laid out at start-up, their files with content hashes, third-party files off the class path. */
package io.signalroom.api.site;
