/** The words the parser knows, loaded from the data files under {@code /parse}. */
package io.signalroom.parse.vocab;
