package org.sgvae.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.Json;
import org.sgvae.parallel.Workers;

/**
 * A budget of training time in seconds of processor time, of all threads together, so that models that are trained while
 * the machine does other things too are trained alike.
 *
 * <p>Schedules run over a known number of epochs, so that the time is turned into epochs before the run.
 *
 * @param seconds the budget, above 0
 */
public record TimeBudget(double seconds) {
    /** Member of an epoch's line in {@code metrics.jsonl}: processor time of its steps, which the trainer's listener adds. */
    public static final String MEMBER = "processorSeconds";

    private static final int TRIAL_STEPS = 20; // of an epoch of a trial, at most

    /** Share of the budget that all trials take together, at least. */
    private static final double TRIALS = 0.15;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public TimeBudget {
        if (!(seconds > 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException("budget of " + seconds + " seconds: must be above 0");
        }
    }

    /**
     * Counts the epochs that fit. Trials of 2, 4, 8, … epochs over some of the graphs, each over the whole course of its
     * schedules, train a fresh model until they have taken long enough together; the last, about half of it, tells the
     * pace. The first never does: the machine has yet to get up to speed.
     *
     * @param config how it will be trained; its number of epochs plays no part
     * @param data the graphs; not modified
     * @param workers threads to use
     * @param stop asked after every step whether to give up
     * @return epochs within the budget at the pace of the last trial, at least 1
     * @throws ArithmeticException if a value becomes infinite or not a number
     */
    public int epochs(TrainingConfig config, DataSet data, Workers workers, BooleanSupplier stop) {
        DataSet some = someOf(data, TRIAL_STEPS * config.batchGraphs());
        double sum = 0;
        for (int epochs = 2; ; epochs *= 2) {
            double spent = trial(config.toBuilder().epochs(epochs).build(), some, workers, stop);
            sum += spent;
            if ((epochs > 2 && sum >= TRIALS * seconds) || stop.getAsBoolean()) {
                double passes =
                        (double) epochs * some.graphs().size() / data.graphs().size();
                return (int) Math.max(1, Math.min(Integer.MAX_VALUE, seconds / spent * passes));
            }
        }
    }

    /** At most so many graphs, at equal distances. */
    private static DataSet someOf(DataSet data, int most) {
        int all = data.graphs().size();
        int count = Math.min(most, all);
        List<Graph> graphs = IntStream.range(0, count)
                .mapToObj(i -> data.graphs().get((int) ((long) i * all / count)))
                .toList();
        return new DataSet(data.name(), graphs, data.nodeTypes(), data.edgeTypes());
    }

    private static double trial(TrainingConfig config, DataSet data, Workers workers, BooleanSupplier stop) {
        Trainer trainer = new Trainer(Trainer.freshModel(config), data, config, workers);
        long start = workers.processorNanos();
        while (trainer.epoch() < config.epochs() && !stop.getAsBoolean()) {
            trainer.trainStep();
        }
        return (workers.processorNanos() - start) * 1e-9;
    }

    /**
     * Reads how much of its budget a run has used.
     *
     * @param run its directory
     * @return sum of the {@value #MEMBER} of all epochs, 0 before the first
     * @throws IOException if the metrics cannot be read
     */
    public static double spent(RunDirectory run) throws IOException {
        double sum = 0;
        if (Files.exists(run.metrics())) {
            for (String line : Files.readAllLines(run.metrics())) {
                sum += Json.read(line, run.metrics().toString()).at(MEMBER).asDouble();
            }
        }
        return sum;
    }
}
