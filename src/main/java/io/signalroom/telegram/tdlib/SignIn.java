package io.signalroom.telegram.tdlib;

import io.signalroom.config.AppConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.function.Supplier;

/** Signs a person's own account in and out, at a terminal. What the person types goes to TDLib and nowhere else. */
public final class SignIn {
    private static final int TRIES = 5;

    private final AppConfig.Account account;
    private final TdSession session;
    private final Person person;
    private final Supplier<TdJson> library;

    /** For the account in the settings. */
    public SignIn(AppConfig.Account account, Person person) {
        this(account, person, () -> NativeTd.load(account.library()));
    }

    SignIn(AppConfig.Account account, Person person, Supplier<TdJson> library) {
        this.account = account;
        this.session = new TdSession(account);
        this.person = person;
        this.library = library;
    }

    /**
     * Signs in, step by step.
     *
     * @return whether somebody is signed in now
     * @throws io.signalroom.telegram.SourceException if there is no TDLib
     */
    public boolean in() throws IOException {
        try (TdTalk talk = new TdTalk(library.get(), session)) {
            boolean signedIn = new Steps(talk).run(false);
            if (signedIn) {
                session.keep();
                person.tell("Signed in. The session is kept in " + session.folder()
                        + ": whoever has this folder has the account.");
            }
            return signedIn;
        }
    }

    /** Signs out at Telegram and deletes the session here. @return whether that was done */
    public boolean out() throws IOException {
        if (!session.signedIn()) {
            session.delete();
            person.tell("Nobody is signed in.");
            return true;
        }
        boolean out;
        try (TdTalk talk = new TdTalk(library.get(), session)) {
            out = new Steps(talk).run(true);
        }
        if (out) {
            session.delete();
            person.tell("Signed out. The session is deleted.");
        }
        return out;
    }

    /** Says how it stands, without calling anybody. @return whether the server can read */
    public boolean status() {
        String version = new JsonObject(library.get()
                        .execute(Td.of("getOption").put("name", "version").encode()))
                .getString("value", "of an unknown version");
        person.tell("TDLib " + version + " is there.");
        person.tell(
                session.signedIn()
                        ? "Signed in; the session is kept in " + session.folder() + "."
                        : "Nobody is signed in. Run: " + TdWords.SIGN_IN);
        person.tell(
                account.channels().isEmpty()
                        ? "No channel is named: set TELEGRAM_CHANNELS."
                        : "Reads @" + String.join(", @", account.channels()) + ".");
        return session.signedIn() && !account.channels().isEmpty();
    }

    /** The way through TDLib's states. */
    private final class Steps {
        private final TdTalk talk;

        Steps(TdTalk talk) {
            this.talk = talk;
        }

        /** Goes on until the account is signed in (or out) or it cannot go on. */
        boolean run(boolean out) throws IOException {
            while (true) {
                String state = talk.state();
                switch (state) {
                    case "WaitTdlibParameters" -> {
                        if (!parameters()) {
                            return false;
                        }
                    }
                    case "Ready" -> {
                        if (!out) {
                            return true;
                        }
                        person.tell("Signing out at Telegram.");
                        talk.ask(Td.of("logOut"));
                    }
                    case "LoggingOut", "Closing" -> {}
                    case "Closed" -> {
                        return out;
                    }
                    case "" -> {
                        return refuse("TDLib says nothing. See to the network and try again.");
                    }
                    default -> {
                        if (out || !step(state)) {
                            return out;
                        }
                    }
                }
            }
        }

        private boolean parameters() throws IOException {
            JsonObject parameters = session.parameters();
            return accepted(
                    parameters,
                    "TDLib cannot open " + session.folder()
                            + ". End the server or any other program that uses it and try again.");
        }

        private boolean step(String state) {
            return switch (state) {
                case "WaitPhoneNumber" ->
                    tries(() -> asked("Step 1: phone number with the country's code, such as +49...: ", "phone"));
                case "WaitCode" -> tries(() -> asked("Step 2: the code that Telegram has sent you: ", "code"));
                case "WaitPassword" ->
                    tries(() -> asked("Step 3: the password of your two-step verification: ", "password"));
                case "WaitRegistration" -> refuse("This number has no account. Make one with Telegram's app first.");
                case "WaitEmailAddress", "WaitEmailCode" ->
                    refuse("Telegram wants an e-mail address of this account. Give it one with Telegram's app first.");
                default -> refuse("Telegram asks for something that cannot be done here (" + state + ").");
            };
        }

        private boolean refuse(String why) {
            person.tell(why);
            return false;
        }

        /** Null stands for: nobody answers any more. */
        private JsonObject asked(String question, String what) {
            String typed = what.equals("password") ? person.askSecretly(question) : person.ask(question);
            if (typed == null) {
                return null;
            }
            return switch (what) {
                case "phone" -> Td.of("setAuthenticationPhoneNumber").put("phone_number", typed.strip());
                case "code" -> Td.of("checkAuthenticationCode").put("code", typed.strip());
                default -> Td.of("checkAuthenticationPassword").put("password", typed);
            };
        }

        private boolean tries(Supplier<JsonObject> question) {
            for (int i = 0; i < TRIES; i++) {
                JsonObject request = question.get();
                if (request == null) {
                    return refuse("Nothing was typed, so nobody is signed in.");
                }
                try {
                    talk.ask(request);
                    return true;
                } catch (TdError error) {
                    person.tell(TdWords.ofSignIn(error));
                    if (error.tooMany().isPresent() || error.word().equals("PHONE_CODE_EXPIRED")) {
                        return false;
                    }
                }
            }
            return refuse("That were too many tries. Begin anew: " + TdWords.SIGN_IN);
        }

        private boolean accepted(JsonObject request, String otherwise) {
            try {
                talk.ask(request);
                return true;
            } catch (TdError error) {
                return refuse(otherwise);
            }
        }
    }
}
