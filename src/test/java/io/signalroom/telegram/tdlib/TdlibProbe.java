package io.signalroom.telegram.tdlib;

import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs in a process without a network: loads TDLib, asks it something, opens a session as far as that goes, closes it. */
final class TdlibProbe {
    private TdlibProbe() {}

    /** Takes a folder and the library's file. */
    public static void main(String[] args) throws IOException {
        Path library = Path.of(args[1]);
        TdJson td = NativeTd.load(Optional.of(library));
        JsonObject entities = new JsonObject(
                td.execute(Td.of("getTextEntities").put("text", "/start").encode()));
        entities.getJsonArray("entities")
                .forEach(entity ->
                        System.out.println("probe entities " + Td.type(((JsonObject) entity).getValue("type"))));
        AppConfig.Account account = new AppConfig.Account(
                12_345,
                new Secret(TdlibRig.HASH),
                Optional.of(library),
                List.of(),
                0,
                Path.of(args[0]).resolve("tdlib"));
        TdSession session = new TdSession(account);
        try (TdTalk talk = new TdTalk(td, session)) {
            if (talk.state().equals("WaitTdlibParameters")) {
                talk.ask(session.parameters());
                System.out.println("probe " + talk.state());
            }
        }
        System.out.println("probe closed");
        System.exit(0);
    }
}
