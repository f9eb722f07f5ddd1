/** What a signal says in short, and the picture of it that is shared. Plain Java: no Vert.x but its JSON. */
package io.signalroom.api.card;
