package io.signalroom.api.site;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A script that stands in a page itself, for what cannot wait for a file. */
record InlineScript(String content) {

    /** The source expression that lets exactly this script pass the content security policy. */
    String cspSource() {
        byte[] hash = StaticFile.sha256(content.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}
