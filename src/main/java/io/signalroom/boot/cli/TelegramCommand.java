package io.signalroom.boot.cli;

import io.signalroom.config.AppConfig;
import io.signalroom.config.ConfigException;
import io.signalroom.telegram.tdlib.SignIn;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code telegram}: signs your own Telegram account in and out. */
@Command(
        name = "telegram",
        mixinStandardHelpOptions = true,
        description = "Signs your own Telegram account in and out, which reads channels where you have no bot.")
final class TelegramCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say sign-in, sign-out or status.");
    }

    @Command(
            name = "sign-in",
            mixinStandardHelpOptions = true,
            description = "Asks for phone number, code and password, and keeps the session for the server.")
    int signIn() throws IOException {
        return signing().in() ? 0 : 1;
    }

    @Command(
            name = "sign-out",
            mixinStandardHelpOptions = true,
            description = "Ends the session at Telegram and deletes it here.")
    int signOut() throws IOException {
        return signing().out() ? 0 : 1;
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Says what is there and what is missing.")
    int status() {
        return signing().status() ? 0 : 1;
    }

    private SignIn signing() {
        AppConfig.Account account = SignalroomCommand.settings()
                .telegram()
                .account()
                .orElseThrow(() -> new ConfigException(List.of("TELEGRAM_API_ID and TELEGRAM_API_HASH must be set:"
                        + " my.telegram.org gives you both, under API development tools.")));
        return new SignIn(account, new Terminal(spec.commandLine().getOut()));
    }
}
