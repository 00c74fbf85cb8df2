package org.sgvae.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.Option;

/** The options that say where many runs and what is made of them go, and whether a part is there already. */
public final class ResultDirectory {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the results, new or empty.")
    private Path out;

    @Option(
            names = "--resume",
            description = "Go on with what was stopped or killed in DIR, all other options as before: what is"
                    + " finished is kept, what has begun goes on from its last checkpoint.")
    private boolean resume;

    /** The directory. */
    public Path path() {
        return out;
    }

    /** Whether it may hold a part of the results. */
    public boolean resumes() {
        return resume;
    }

    /**
     * Makes the directory.
     *
     * @param own what is in it if a part of the results is, one of these at least
     * @throws IOException if there is something else in it, or it cannot be made or written to
     */
    public void create(List<Path> own) throws IOException {
        if (!resume || own.stream().noneMatch(Files::exists)) {
            RunDirectory.create(out);
        }
    }

    /** The directory as it was given. */
    @Override
    public String toString() {
        return out.toString();
    }
}
