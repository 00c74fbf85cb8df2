package org.sgvae.cli.option;

import org.jspecify.annotations.Nullable;
import org.sgvae.parallel.Workers;
import picocli.CommandLine.Option;

/** The option that says how many threads compute. */
public final class ThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "T",
            converter = NumberConverters.Count.class,
            description = "Threads that compute, at most; changes no number. A step of training too small to pay for"
                    + " waking a thread takes fewer. Default: one for each processor.")
    private @Nullable Integer threads;

    /** How many threads are to compute. */
    public int count() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** Starts the threads. */
    public Workers start() {
        return new Workers(count());
    }
}
