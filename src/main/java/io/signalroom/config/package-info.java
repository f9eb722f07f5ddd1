/** The settings: read once, checked all together. The only reader of environment variables. */
package io.signalroom.config;
