package org.sgvae.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.sgvae.parallel.Workers;

/**
 * Runs that go side by side, as many at a time as there are threads: a step on a few small graphs gains almost nothing from a second
 * thread, a whole run beside another nearly all of it. Tells which run starts, how many are finished and how long the others will take.
 */
public final class SideBySide {
    /** Trains and measures. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does the run.
         *
         * @param workers its own threads
         * @param progress shows its epochs
         * @param stop asked whether to break off, since the user wants it or another run has failed
         */
        void run(Workers workers, TrainingProgress progress, BooleanSupplier stop) throws IOException;
    }

    /**
     * A run.
     *
     * @param name what it is called in lines of progress
     * @param length how long it is expected to take, in a unit of the caller's choice
     * @param epochs how many it trains
     * @param body what it does
     */
    public record Run(String name, double length, int epochs, Body body) {}

    private final PrintWriter err;
    private final int threads;
    private final int atATime;
    private final List<Run> runs;
    private final Map<Run, Long> starts = new HashMap<>();
    private final Set<Run> finished = new HashSet<>();
    private double secondsOfFinished;
    private double lengthOfFinished;
    private volatile boolean failed;

    /**
     * Plans runs.
     *
     * @param err where to tell of them
     * @param threads how many threads compute, at least 1; they are shared out if there are fewer runs
     * @param runs at least one; the longest will be started first, so that at the end no thread waits long for another
     */
    public SideBySide(PrintWriter err, int threads, List<Run> runs) {
        this.err = err;
        this.threads = threads;
        this.atATime = Math.min(threads, runs.size());
        this.runs = runs.stream()
                .sorted(Comparator.comparingDouble(Run::length).reversed())
                .toList();
    }

    /**
     * Does the runs and returns when all have ended. When one throws an exception, the others are asked to stop.
     *
     * @param stop whether to begin no other run and to stop those that have begun
     * @throws UncheckedIOException if a run throws an IOException
     */
    public void run(BooleanSupplier stop) {
        BooleanSupplier end = () -> failed || stop.getAsBoolean();
        try (Workers lanes = new Workers(atATime)) {
            lanes.run(runs.size(), number -> {
                if (!end.getAsBoolean()) {
                    run(runs.get(number), end);
                }
            });
        }
    }

    private void run(Run run, BooleanSupplier end) {
        started(run);
        boolean ended = false;
        try (Workers workers = new Workers(threads / atATime)) {
            run.body().run(workers, progress(run), end);
            ended = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!ended) {
                failed = true;
            }
        }
        if (!end.getAsBoolean()) {
            finished(run);
        }
    }

    private TrainingProgress progress(Run run) {
        return atATime == 1
                ? new TrainingProgress(err, Terminal.isStderr(), run.epochs())
                : new TrainingProgress(err, run.name(), run.epochs());
    }

    private synchronized void started(Run run) {
        starts.put(run, System.nanoTime());
        err.printf("%s, run %d of %d%n", run.name(), starts.size(), runs.size());
    }

    private synchronized void finished(Run run) {
        secondsOfFinished += secondsSinceStart(run);
        lengthOfFinished += run.length();
        finished.add(run);
        long left = Math.round(secondsLeft());
        err.printf(Locale.ROOT, "%d of %d runs, %d:%02d left%n", finished.size(), runs.size(), left / 60, left % 60);
    }

    private double secondsSinceStart(Run run) {
        Long start = starts.get(run);
        return start == null ? 0 : (System.nanoTime() - start) * 1e-9;
    }

    /** At the pace of the finished runs; the last ones may leave threads idle, so it cannot be less than the longest of them takes. */
    private double secondsLeft() {
        double[] each = runs.stream()
                .filter(run -> !finished.contains(run))
                .mapToDouble(run ->
                        Math.max(0, run.length() * secondsOfFinished / lengthOfFinished - secondsSinceStart(run)))
                .toArray();
        double all = 0;
        double longest = 0;
        for (double seconds : each) {
            all += seconds;
            longest = Math.max(longest, seconds);
        }
        return Math.max(longest, all / atATime);
    }
}
