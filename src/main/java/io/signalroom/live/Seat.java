package io.signalroom.live;

/** For whom one client listens, and with which token. */
final class Seat {
    private final SocketQuota quota;
    private String bearer;
    private String reader = "";
    private boolean gone;

    Seat(SocketQuota quota) {
        this.quota = quota;
    }

    /**
     * From now on it is the seat of this token's holder.
     *
     * @param name of the holder, empty if that is not known
     * @return false if he has too many already, or the client has gone; then nothing has changed
     */
    boolean take(String token, String name) {
        if (gone) {
            return false;
        }
        if (!name.equals(reader)) {
            if (!name.isEmpty() && !quota.takeReader(name)) {
                return false;
            }
            free();
            reader = name;
        }
        bearer = token;
        return true;
    }

    boolean taken() {
        return bearer != null;
    }

    /** What it was taken with, an empty text where no token is needed. */
    String bearer() {
        return bearer;
    }

    /** Gives it back for good: who looks at a token may answer after its client has gone. */
    void give() {
        gone = true;
        free();
    }

    private void free() {
        if (!reader.isEmpty()) {
            quota.giveReader(reader);
            reader = "";
        }
    }
}
