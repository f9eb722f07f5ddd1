package io.signalroom.telegram.export;

/**
 * Chats of one type that are not imported.
 *
 * @param type as the export has it, shortened; empty if it has none
 */
record LeftOut(String type, Why why) {
    private static final int MAX_TYPE = 40;

    LeftOut {
        type = type.substring(0, Math.min(type.length(), MAX_TYPE));
    }

    /** Why, of one chat and of several. */
    enum Why {
        NO_ID(": it has no id.", ": they have no ids."),
        NO_CHANNEL(": it is no channel.", ": they are no channels."),
        GROUP(
                ": it is a group of an account. Import it too by --include groups (the parameter include), or export it by itself.",
                ": they are groups of an account. Import them too by --include groups (the parameter include), or export one by itself."),
        GROUP_WITHOUT_NAME(
                ": it is a group without a name. Export it by itself to import it.",
                ": they are groups without names. Export one by itself to import it.");

        private final String one;
        private final String several;

        Why(String one, String several) {
            this.one = one;
            this.several = several;
        }
    }

    /** What a person is told of so many. */
    String line(long chats) {
        String kind = type.isEmpty() ? " without a type" : " of type " + type;
        return chats == 1
                ? "1 chat" + kind + " was left out" + why.one
                : chats + " chats" + kind + " were left out" + why.several;
    }
}
