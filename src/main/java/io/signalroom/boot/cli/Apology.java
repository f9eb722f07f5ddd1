package io.signalroom.boot.cli;

import io.signalroom.boot.StartException;
import io.signalroom.embedded.EmbeddedStartException;
import io.signalroom.problem.DomainException;
import io.signalroom.telegram.SourceException;
import io.vertx.pgclient.PgException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Words for failures that a person can mend. */
final class Apology {
    private Apology() {}

    /** What to print instead of a stack trace; empty for a bug. */
    static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = words(cause);
            if (words != null) {
                return Optional.of(words);
            }
        }
        return Optional.empty();
    }

    private static String words(Throwable failure) {
        if (failure instanceof EmbeddedStartException
                || failure instanceof StartException
                || failure instanceof SourceException
                || failure instanceof DomainException) {
            return failure.getMessage();
        }
        if (failure instanceof FileSystemException file) {
            return "The file " + file.getFile() + " cannot be used: it is not there, or not for this user.";
        }
        if (failure instanceof UnknownHostException) {
            return "There is no host " + failure.getMessage() + "; check HTTP_HOST, DATABASE_URL and REDIS_URL.";
        }
        if (failure instanceof SQLException || failure instanceof PgException) {
            return "The database does not answer as it should: " + firstLine(failure)
                    + " Check DATABASE_URL, and that nobody stops it while this runs.";
        }
        if (failure instanceof FlywayException && failure.getCause() == null) {
            return "The database's schema does not fit this program: " + firstLine(failure);
        }
        return failure instanceof IllegalArgumentException ? failure.getMessage() : null;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
